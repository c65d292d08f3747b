using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>One stage: form its argument in every state, then rates and elimination outward, then substitution inward.</summary>
public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <inheritdoc/>
    public void Solve<TStage>() where TStage : struct, IStage
    {
        if (Simple)
        {
            SolveStage1<TStage>();
            return;
        }

        Combine<TStage>();
        SolveStage(TStage.Index, T.Fma(T.Of(TStage.Node), step, time));
    }

    /// <summary>The argument goes to its own field, the carry over h to the stage's.</summary>
    void Combine<TStage>() where TStage : struct, IStage
    {
        TRows r = rows;
        T perStep = inverseStep;
        int count = Count;
        for (int s = 0; s < count; s++)
        {
            r[s, Argument] = TStage.Argument<T, TRows>(r, s);
            r[s, TStage.Index] = perStep * TStage.Carry<T, TRows>(r, s);
        }
    }

    void SolveStage(int stage, T t)
    {
        Few<T> drivers = Load(FirstDriver, TLaw.Drivers, Argument);
        Few<T> driverStage = SolveDrivers(stage, drivers, t);
        Few<T> baths = Load(FirstBath, TLaw.Baths, Argument);
        Few<T> last = SweepOut(stage, law.Climate(drivers, t), driverStage, baths, out Few<T> flux);
        SolveBaths(stage, law.BathRates(baths, flux, drivers), driverStage, last);
        SweepIn(stage);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    Few<T> SolveDrivers(int stage, Few<T> drivers, T t)
    {
        Few<T> right = Load(FirstDriver, TLaw.Drivers, stage) + law.DriverRates(drivers, t);
        Few<T> solved = Multiply(FirstDriver, TLaw.Drivers, Column, TLaw.Drivers, right, default);
        Store(FirstDriver, TLaw.Drivers, stage, solved);
        return solved;
    }

    /// <summary>From the centre to the surface: fluxes, rates and forward elimination in one pass.</summary>
    Few<T> SweepOut(int stage, Few<T> climate, Few<T> driverStage, Few<T> baths, out Few<T> surfaceFlux)
    {
        TGrid grid = this.grid;
        int last = grid.Shells - 1;
        Few<T> fluxIn = default, solved = default;
        Few<T> here = Load(0, TLaw.Species, Argument);
        Few<T> diffusivity = law.Diffusivity(here, climate);
        for (int i = 0; i < last; i++)
        {
            Few<T> next = Load((i + 1) * TLaw.Species, TLaw.Species, Argument);
            Few<T> diffusivityNext = law.Diffusivity(next, climate);
            Few<T> flux = grid.Conductance(i) * (Face(diffusivity, diffusivityNext) * (here - next));
            Few<T> rate = grid.InverseVolume(i) * (fluxIn - flux);
            if (TLaw.Reacts)
                rate += law.Reaction(here, climate);
            solved = Eliminate(i, stage, rate, driverStage, solved);
            (here, diffusivity, fluxIn) = (next, diffusivityNext, flux);
        }

        surfaceFlux = law.SurfaceFlux(here, grid.Conductance(last) * diffusivity, baths, climate);
        Few<T> outer = grid.InverseVolume(last) * (fluxIn - surfaceFlux);
        if (TLaw.Reacts)
            outer += law.Reaction(here, climate);
        return Eliminate(last, stage, outer, driverStage, solved);
    }

    [MethodImpl(Inline)]
    static Few<T> Face(Few<T> inner, Few<T> outer) => TLaw.UniformDiffusivity ? inner : T.Of(0.5) * (inner + outer);

    [MethodImpl(Inline)]
    Few<T> Eliminate(int shell, int stage, Few<T> rate, Few<T> driverStage, Few<T> before)
    {
        int state = shell * TLaw.Species;
        Few<T> right = Load(state, TLaw.Species, stage) + rate;
        right = Multiply(state, TLaw.Species, Column, TLaw.FeltDrivers, driverStage, right);
        right = Multiply(state, TLaw.Species, Lower, TLaw.Species, before, right);
        Store(state, TLaw.Species, stage, right);
        return right;
    }

    void SolveBaths(int stage, Few<T> rate, Few<T> driverStage, Few<T> last)
    {
        Few<T> right = Load(FirstBath, TLaw.Baths, stage) + rate;
        right = Multiply(FirstBath, TLaw.Baths, Column, TLaw.Drivers, driverStage, right);
        right = Multiply(FirstBath, TLaw.Baths, Lower, TLaw.Species, last, right);
        Store(FirstBath, TLaw.Baths, stage, Multiply(FirstBath, TLaw.Baths, Diagonal, TLaw.Baths, right, default));
    }

    /// <summary>From the surface back to the centre: what follows from the outer neighbour.</summary>
    void SweepIn(int stage)
    {
        int last = grid.Shells - 1;
        Few<T> outer = Substitute(last, stage, TLaw.Baths, Load(FirstBath, TLaw.Baths, stage));
        for (int i = last - 1; i >= 0; i--)
            outer = Substitute(i, stage, TLaw.Species, outer);
    }

    [MethodImpl(Inline)]
    Few<T> Substitute(int shell, int stage, int outerCount, Few<T> outer)
    {
        int state = shell * TLaw.Species;
        Few<T> right = Load(state, TLaw.Species, stage);
        Few<T> solved = Multiply(state, TLaw.Species, Diagonal, TLaw.Species, right, default);
        solved = Multiply(state, TLaw.Species, Upper, outerCount, outer, solved);
        Store(state, TLaw.Species, stage, solved);
        return solved;
    }

    /// <summary>A stored block (rows of consecutive states, columns of consecutive fields) times x, plus y.</summary>
    [MethodImpl(Inline)]
    readonly Few<T> Multiply(int state, int rowCount, int field, int columnCount, Few<T> x, Few<T> y)
    {
        T a = MultiplyRow(state, field, columnCount, x, y.A);
        T b = rowCount > 1 ? MultiplyRow(state + 1, field, columnCount, x, y.B) : default;
        T c = rowCount > 2 ? MultiplyRow(state + 2, field, columnCount, x, y.C) : default;
        return new(a, b, c);
    }

    [MethodImpl(Inline)]
    readonly T MultiplyRow(int state, int field, int columnCount, Few<T> x, T y)
    {
        TRows r = rows;
        if (columnCount < 1)
            return y;
        T sum = T.Fma(r[state, field], x.A, y);
        if (columnCount > 1)
            sum = T.Fma(r[state, field + 1], x.B, sum);
        return columnCount > 2 ? T.Fma(r[state, field + 2], x.C, sum) : sum;
    }
}
