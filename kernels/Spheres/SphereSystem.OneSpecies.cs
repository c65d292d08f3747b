using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// A stage of the chain of one species and one bath: argument, rates, carry and elimination in one pass outward, then
/// one pass inward. The same equations as in SphereSystem.Stages.cs with plain numbers in place of blocks.
/// </summary>
public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    void SolveStage1<TStage>() where TStage : struct, IStage
    {
        SolveDrivers1<TStage>();
        SweepOut1<TStage>();
        SweepIn1(TStage.Index);
    }

    /// <summary>Argument of one state, kept because a later stage may build on it.</summary>
    [MethodImpl(Inline)]
    static T Form<TStage>(TRows r, int state) where TStage : struct, IStage
    {
        T argument = TStage.Argument<T, TRows>(r, state);
        r[state, Argument] = argument;
        return argument;
    }

    /// <summary>rate + carry / h, and gamma_i h df/dt where there is one, of one state.</summary>
    [MethodImpl(Inline)]
    static T Carried<TStage>(TRows r, int state, T rate, T perStep) where TStage : struct, IStage
    {
        if (TLaw.DependsOnTime)
            rate = T.Axpy(T.Of(TStage.TimeWeight), r[state, TimeField], rate);
        return TStage.Index > 1 ? T.Axpy(perStep, TStage.Carry<T, TRows>(r, state), rate) : rate;
    }

    void SolveDrivers1<TStage>() where TStage : struct, IStage
    {
        TRows r = rows;
        int first = FirstDriver;
        T a = Form<TStage>(r, first);
        T b = TLaw.Drivers > 1 ? Form<TStage>(r, first + 1) : default;
        T c = TLaw.Drivers > 2 ? Form<TStage>(r, first + 2) : default;
        Few<T> rates = law.DriverRates(new Few<T>(a, b, c), T.Fma(T.Of(TStage.Node), step, time));
        a = Carried<TStage>(r, first, rates.A, inverseStep);
        if (TLaw.Drivers > 1)
            b = Carried<TStage>(r, first + 1, rates.B, inverseStep);
        if (TLaw.Drivers > 2)
            c = Carried<TStage>(r, first + 2, rates.C, inverseStep);
        r[first, TStage.Index] = Row1(r, first, a, b, c);
        if (TLaw.Drivers > 1)
            r[first + 1, TStage.Index] = Row1(r, first + 1, a, b, c);
        if (TLaw.Drivers > 2)
            r[first + 2, TStage.Index] = Row1(r, first + 2, a, b, c);
    }

    /// <summary>One row of the drivers' inverse times their right-hand side.</summary>
    [MethodImpl(Inline)]
    static T Row1(TRows r, int state, T a, T b, T c)
    {
        T sum = r[state, Column] * a;
        if (TLaw.Drivers > 1)
            sum = T.Fma(r[state, Column + 1], b, sum);
        return TLaw.Drivers > 2 ? T.Fma(r[state, Column + 2], c, sum) : sum;
    }

    /// <summary>From the centre through the surface into the bath.</summary>
    void SweepOut1<TStage>() where TStage : struct, IStage
    {
        TRows r = rows;
        TGrid g = grid;
        T perStep = inverseStep;
        int last = g.Shells - 1, firstDriver = FirstDriver;
        T kA = r[firstDriver, TStage.Index];
        T kB = TLaw.Drivers > 1 ? r[firstDriver + 1, TStage.Index] : default;
        T kC = TLaw.Drivers > 2 ? r[firstDriver + 2, TStage.Index] : default;
        Few<T> climate = ClimateAt(firstDriver, T.Fma(T.Of(TStage.Node), step, time));
        T fluxIn = default, solved = default;
        T here = Form<TStage>(r, 0);
        T diffusivity = law.Diffusivity(new Few<T>(here), climate).A;
        for (int i = 0; i < last; i++)
        {
            T next = Form<TStage>(r, i + 1);
            T through = g.Conductance(i) * diffusivity;
            if (!TLaw.UniformDiffusivity)
            {
                diffusivity = law.Diffusivity(new Few<T>(next), climate).A;
                through = 0.5 * T.Axpy(g.Conductance(i), diffusivity, through);
            }

            T flux = through * (here - next);
            T rate = g.InverseVolume(i) * (fluxIn - flux);
            if (TLaw.Reacts)
                rate += law.Reaction(new Few<T>(here), climate).A;
            solved = Eliminate1<TStage>(r, i, Carried<TStage>(r, i, rate, perStep), kA, kB, kC, solved);
            here = next;
            fluxIn = flux;
        }

        T bath = Form<TStage>(r, last + 1);
        T surfaceFlux = law.SurfaceFlux(new Few<T>(here), new Few<T>(g.Conductance(last) * diffusivity), new Few<T>(bath), climate).A;
        T outermost = g.InverseVolume(last) * (fluxIn - surfaceFlux);
        if (TLaw.Reacts)
            outermost += law.Reaction(new Few<T>(here), climate).A;
        solved = Eliminate1<TStage>(r, last, Carried<TStage>(r, last, outermost, perStep), kA, kB, kC, solved);
        SolveBath1<TStage>(bath, surfaceFlux, solved);
    }

    Few<T> ClimateAt(int firstDriver, T t) => law.Climate(Load(firstDriver, TLaw.Drivers, Argument), t);

    void SolveBath1<TStage>(T bath, T flux, T outermost) where TStage : struct, IStage
    {
        TRows r = rows;
        int row = FirstBath, firstDriver = FirstDriver;
        Few<T> drivers = Load(firstDriver, TLaw.Drivers, Argument);
        T right = Carried<TStage>(r, row, law.BathRates(new Few<T>(bath), new Few<T>(flux), drivers).A, inverseStep);
        right = T.Fma(r[row, Lower], outermost, right);
        right = T.Fma(r[row, Column], r[firstDriver, TStage.Index], right);
        if (TLaw.Drivers > 1)
            right = T.Fma(r[row, Column + 1], r[firstDriver + 1, TStage.Index], right);
        if (TLaw.Drivers > 2)
            right = T.Fma(r[row, Column + 2], r[firstDriver + 2, TStage.Index], right);
        r[row, TStage.Index] = right * r[row, Diagonal];
    }

    [MethodImpl(Inline)]
    static T Eliminate1<TStage>(TRows r, int shell, T right, T kA, T kB, T kC, T before) where TStage : struct, IStage
    {
        if (TLaw.FeltDrivers > 0)
            right = T.Fma(r[shell, Column], kA, right);
        if (TLaw.FeltDrivers > 1)
            right = T.Fma(r[shell, Column + 1], kB, right);
        if (TLaw.FeltDrivers > 2)
            right = T.Fma(r[shell, Column + 2], kC, right);
        right = T.Fma(r[shell, Lower], before, right);
        r[shell, TStage.Index] = right;
        return right;
    }

    /// <summary>From the surface back to the centre.</summary>
    void SweepIn1(int stage)
    {
        TRows r = rows;
        T outer = r[FirstBath, stage];
        for (int i = grid.Shells - 1; i >= 0; i--)
        {
            outer = T.Fma(r[i, Upper], outer, r[i, Diagonal] * r[i, stage]);
            r[i, stage] = outer;
        }
    }
}
