using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// A stage of the chain of one species and one bath: argument, rates, carry and elimination in one pass outward, then
/// one pass inward. The same equations as in SphereSystem.Stages.cs with plain numbers in place of blocks.
/// </summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    void SolveStage1<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        SolveDrivers1<TStage>();
        SweepOut1<TStage>();
        // Drivers wait for nobody but themselves. Their next stage is a long chain of few numbers: the sweep inward hides it.
        SweepIn1<TStage, TNext>();
    }

    /// <summary>Argument of one state, kept because a later stage may build on it.</summary>
    [MethodImpl(Inline)]
    static T Form<TStage>(TRows r, int state) where TStage : struct, IStage
    {
        T argument = StageSums.Argument<TStage, T, TRows>(r, state, Argument);
        r[state, Argument] = argument;
        return argument;
    }

    /// <summary>Argument of a shell, which the stage before has left; the first stage finds the state itself.</summary>
    [MethodImpl(Inline)]
    static T Prepared<TStage>(TRows r, int shell) where TStage : struct, IStage =>
        TStage.Index > 1 ? r[shell, Argument] : r[shell, 0];

    /// <summary>(flux in - flux out) / volume and what was prepared for it.</summary>
    [MethodImpl(Inline)]
    static T Carried1<TStage>(TRows r, int shell, T inverseVolume, T gain) where TStage : struct, IStage
    {
        if (TStage.Index > 1)
            return T.Axpy(inverseVolume, gain, r[shell, TStage.Index]);
        T rate = T.Scale(inverseVolume, gain);
        return TLaw.DependsOnTime ? T.Axpy(T.Of(TStage.TimeWeight), r[shell, TimeField], rate) : rate;
    }

    /// <summary>rate + carry / h, and gamma_i h df/dt where there is one, of one state.</summary>
    [MethodImpl(Inline)]
    static T Carried<TStage>(TRows r, int state, T rate, T perStep) where TStage : struct, IStage
    {
        if (TLaw.DependsOnTime)
            rate = T.Axpy(T.Of(TStage.TimeWeight), r[state, TimeField], rate);
        return StageSums.AddCarry<TStage, T, TRows>(rate, perStep, r, state);
    }

    void SolveDrivers1<TStage>() where TStage : struct, IStage
    {
        TRows r = rows;
        int first = FirstDriver;
        T a = Form<TStage>(r, first);
        T b = TLaw.Drivers > 1 ? Form<TStage>(r, first + 1) : default;
        T c = TLaw.Drivers > 2 ? Form<TStage>(r, first + 2) : default;
        T t = T.Fma(T.Of(TStage.Node), step, time);
        var drivers = new Few<T>(a, b, c);
        climateNow = law.Climate(drivers, t);
        Few<T> rates = law.DriverRates(drivers, t);
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
        int last = g.Shells - 1, firstDriver = FirstDriver;
        T kA = r[firstDriver, TStage.Index];
        T kB = TLaw.Drivers > 1 ? r[firstDriver + 1, TStage.Index] : default;
        T kC = TLaw.Drivers > 2 ? r[firstDriver + 2, TStage.Index] : default;
        Few<T> climate = climateNow;
        T fluxIn = default, solved = default;
        T here = Prepared<TStage>(r, 0);
        T diffusivity = law.Diffusivity(new Few<T>(here), climate).A;
        for (int i = 0; i < last; i++)
        {
            T next = Prepared<TStage>(r, i + 1);
            T through = g.Conductance(i) * diffusivity;
            if (!TLaw.UniformDiffusivity)
            {
                diffusivity = law.Diffusivity(new Few<T>(next), climate).A;
                through = 0.5 * T.Axpy(g.Conductance(i), diffusivity, through);
            }

            T flux = through * (here - next);
            T right = Carried1<TStage>(r, i, g.InverseVolume(i), fluxIn - flux);
            if (TLaw.Reacts)
                right += law.Reaction(new Few<T>(here), climate).A;
            solved = Eliminate1<TStage>(r, i, right, kA, kB, kC, solved);
            here = next;
            fluxIn = flux;
        }

        T bath = Form<TStage>(r, last + 1);
        T surfaceFlux = law.SurfaceFlux(new Few<T>(here), new Few<T>(g.Conductance(last) * diffusivity), new Few<T>(bath), climate).A;
        T outermost = Carried1<TStage>(r, last, g.InverseVolume(last), fluxIn - surfaceFlux);
        if (TLaw.Reacts)
            outermost += law.Reaction(new Few<T>(here), climate).A;
        solved = Eliminate1<TStage>(r, last, outermost, kA, kB, kC, solved);
        SolveBath1<TStage>(bath, surfaceFlux, solved);
    }

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

    /// <summary>
    /// From the surface back to the centre. Each k waits for the one outside it, so what the next stage makes of it is
    /// worked out meanwhile: its argument and, where its k will be, what its right-hand side starts from (carry / h with
    /// gamma_i h df/dt).
    /// </summary>
    void SweepIn1<TStage, TNext>() where TStage : struct, IStage where TNext : struct, IStage
    {
        TRows r = rows;
        T perStep = inverseStep;
        T c1 = TNext.C(1) * perStep, c2 = TNext.C(2) * perStep, c3 = TNext.C(3) * perStep, c4 = TNext.C(4) * perStep;
        T c5 = TNext.C(5) * perStep, c6 = TNext.C(6) * perStep, c7 = TNext.C(7) * perStep;
        T outer = r[FirstBath, TStage.Index];
        for (int i = grid.Shells - 1; i >= 0; i--)
        {
            outer = T.Fma(r[i, Upper], outer, r[i, Diagonal] * r[i, TStage.Index]);
            r[i, TStage.Index] = outer;
            if (TNext.Index > 0)
            {
                T argument = TNext.AddsToArgument ? r[i, Argument] + outer : r[i, 0];
                T k = TStage.Index == 1 ? outer : r[i, 1];
                T right = TLaw.DependsOnTime ? T.Fma(c1, k, T.Scale(T.Of(TNext.TimeWeight), r[i, TimeField])) : c1 * k;
                if (!TNext.AddsToArgument)
                    argument = T.Axpy(T.Of(TNext.A(1)), k, argument);
                if (TNext.Index > 2)
                    Add<TNext>(2, c2, TStage.Index == 2 ? outer : r[i, 2], ref argument, ref right);
                if (TNext.Index > 3)
                    Add<TNext>(3, c3, TStage.Index == 3 ? outer : r[i, 3], ref argument, ref right);
                if (TNext.Index > 4)
                    Add<TNext>(4, c4, TStage.Index == 4 ? outer : r[i, 4], ref argument, ref right);
                if (TNext.Index > 5)
                    Add<TNext>(5, c5, TStage.Index == 5 ? outer : r[i, 5], ref argument, ref right);
                if (TNext.Index > 6)
                    Add<TNext>(6, c6, TStage.Index == 6 ? outer : r[i, 6], ref argument, ref right);
                if (TNext.Index > 7)
                    Add<TNext>(7, c7, TStage.Index == 7 ? outer : r[i, 7], ref argument, ref right);
                r[i, Argument] = argument;
                r[i, TNext.Index] = right;
            }
        }
    }

    [MethodImpl(Inline)]
    static void Add<TNext>(int j, T c, T k, ref T argument, ref T right) where TNext : struct, IStage
    {
        if (!TNext.AddsToArgument && TNext.A(j) != 0)
            argument = T.Axpy(T.Of(TNext.A(j)), k, argument);
        right = T.Fma(c, k, right);
    }
}
