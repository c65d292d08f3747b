using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <summary>The "stage" at the current states that stops at the rates: they go to field 1.</summary>
    readonly struct RatesOnly : IStage
    {
        public static int Index => 0;
        public static double Node => 0;
        public static T1 Argument<T1, TRows1>(TRows1 r, int s) where T1 : unmanaged, IReal<T1> where TRows1 : struct, IRows<T1> => r[s, 0];
        public static T1 Carry<T1, TRows1>(TRows1 r, int s) where T1 : unmanaged, IReal<T1> where TRows1 : struct, IRows<T1> => T1.Of(0);
    }

    /// <inheritdoc/>
    // Each argument is formed once: forming one that a later stage builds on also stores it.
    public void Solve<TStage>() where TStage : struct, IStage
    {
        T t = T.Fma(T.Of(TStage.Node), step, time);
        Few<T> drivers = Arguments<TStage>(FirstDriver, TLaw.Drivers);
        Few<T> driverStage = SolveDrivers<TStage>(drivers, t);
        Few<T> climate = law.Climate(drivers, t);
        Few<T> baths = Arguments<TStage>(FirstBath, TLaw.Baths);
        Few<T> last = SweepOut<TStage>(climate, driverStage, baths, out Few<T> flux);
        SolveBaths<TStage>(law.BathRates(baths, flux, drivers), driverStage, last);
        if (TStage.Index > 0)
            SweepIn<TStage>();
    }

    [MethodImpl(Inline)]
    Few<T> SolveDrivers<TStage>(Few<T> drivers, T t) where TStage : struct, IStage
    {
        Few<T> right = RightHandSide<TStage>(FirstDriver, TLaw.Drivers, law.DriverRates(drivers, t));
        if (TStage.Index > 0)
            right = Multiply(FirstDriver, TLaw.Drivers, Column, TLaw.Drivers, right, default);
        Store(FirstDriver, TLaw.Drivers, Math.Max(1, TStage.Index), right);
        return right;
    }

    /// <summary>From the centre to the surface: fluxes, rates and forward elimination in one pass.</summary>
    Few<T> SweepOut<TStage>(Few<T> climate, Few<T> driverStage, Few<T> baths, out Few<T> surfaceFlux) where TStage : struct, IStage
    {
        TLaw law = this.law;
        TGrid grid = this.grid;
        int last = grid.Shells - 1;
        Few<T> fluxIn = default, solved = default;
        Few<T> here = Arguments<TStage>(0, TLaw.Species);
        Few<T> diffusivity = law.Diffusivity(here, climate);
        for (int i = 0; i < last; i++)
        {
            Few<T> next = Arguments<TStage>((i + 1) * TLaw.Species, TLaw.Species);
            Few<T> diffusivityNext = law.Diffusivity(next, climate);
            Few<T> flux = grid.Conductance(i) * (Face(diffusivity, diffusivityNext) * (here - next));
            Few<T> rate = grid.InverseVolume(i) * (fluxIn - flux);
            if (TLaw.Reacts)
                rate += law.Reaction(here, climate);
            solved = Eliminate<TStage>(i, rate, driverStage, solved);
            (here, diffusivity, fluxIn) = (next, diffusivityNext, flux);
        }

        surfaceFlux = law.SurfaceFlux(here, grid.Conductance(last) * diffusivity, baths, climate);
        Few<T> outer = grid.InverseVolume(last) * (fluxIn - surfaceFlux);
        if (TLaw.Reacts)
            outer += law.Reaction(here, climate);
        return Eliminate<TStage>(last, outer, driverStage, solved);
    }

    [MethodImpl(Inline)]
    static Few<T> Face(Few<T> inner, Few<T> outer) => TLaw.UniformDiffusivity ? inner : T.Of(0.5) * (inner + outer);

    [MethodImpl(Inline)]
    Few<T> Eliminate<TStage>(int shell, Few<T> rate, Few<T> driverStage, Few<T> before) where TStage : struct, IStage
    {
        int state = shell * TLaw.Species;
        Few<T> right = RightHandSide<TStage>(state, TLaw.Species, rate);
        if (TStage.Index > 0)
        {
            right = Multiply(state, TLaw.Species, Column, TLaw.FeltDrivers, driverStage, right);
            right = Multiply(state, TLaw.Species, Lower, TLaw.Species, before, right);
        }

        Store(state, TLaw.Species, Math.Max(1, TStage.Index), right);
        return right;
    }

    [MethodImpl(Inline)]
    void SolveBaths<TStage>(Few<T> rate, Few<T> driverStage, Few<T> last) where TStage : struct, IStage
    {
        Few<T> right = RightHandSide<TStage>(FirstBath, TLaw.Baths, rate);
        if (TStage.Index > 0)
        {
            right = Multiply(FirstBath, TLaw.Baths, Column, TLaw.Drivers, driverStage, right);
            right = Multiply(FirstBath, TLaw.Baths, Lower, TLaw.Species, last, right);
            right = Multiply(FirstBath, TLaw.Baths, Diagonal, TLaw.Baths, right, default);
        }

        Store(FirstBath, TLaw.Baths, Math.Max(1, TStage.Index), right);
    }

    /// <summary>From the surface back to the centre: what follows from the outer neighbour.</summary>
    void SweepIn<TStage>() where TStage : struct, IStage
    {
        int last = grid.Shells - 1;
        Few<T> outer = Load(FirstBath, TLaw.Baths, TStage.Index);
        outer = Substitute<TStage>(last, TLaw.Baths, outer);
        for (int i = last - 1; i >= 0; i--)
            outer = Substitute<TStage>(i, TLaw.Species, outer);
    }

    [MethodImpl(Inline)]
    Few<T> Substitute<TStage>(int shell, int outerCount, Few<T> outer) where TStage : struct, IStage
    {
        int state = shell * TLaw.Species;
        Few<T> right = Load(state, TLaw.Species, TStage.Index);
        Few<T> solved = Multiply(state, TLaw.Species, Diagonal, TLaw.Species, right, default);
        solved = Multiply(state, TLaw.Species, Upper, outerCount, outer, solved);
        Store(state, TLaw.Species, TStage.Index, solved);
        return solved;
    }

    [MethodImpl(Inline)]
    Few<T> Arguments<TStage>(int state, int count) where TStage : struct, IStage
    {
        TRows r = rows;
        T a = TStage.Argument<T, TRows>(r, state);
        T b = count > 1 ? TStage.Argument<T, TRows>(r, state + 1) : default;
        T c = count > 2 ? TStage.Argument<T, TRows>(r, state + 2) : default;
        var argument = new Few<T>(a, b, c);
        if (TStage.KeepsArgument)
            Store(state, count, Argument, argument);
        return argument;
    }

    /// <summary>rate + carry / h.</summary>
    [MethodImpl(Inline)]
    readonly Few<T> RightHandSide<TStage>(int state, int count, Few<T> rate) where TStage : struct, IStage
    {
        if (TStage.Index < 2)
            return rate;
        TRows r = rows;
        T a = T.Fma(inverseStep, TStage.Carry<T, TRows>(r, state), rate.A);
        T b = count > 1 ? T.Fma(inverseStep, TStage.Carry<T, TRows>(r, state + 1), rate.B) : default;
        T c = count > 2 ? T.Fma(inverseStep, TStage.Carry<T, TRows>(r, state + 2), rate.C) : default;
        return new(a, b, c);
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
