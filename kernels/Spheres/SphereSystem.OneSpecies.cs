using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// The chain of one species and one bath with plain numbers in place of blocks: the same equations as in the files
/// beside it, kept apart because most laws are of this kind and it runs several times faster.
/// </summary>
public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    static bool Simple
    {
        [MethodImpl(Inline)]
        get => TLaw.Species == 1 && TLaw.Baths == 1;
    }

    /// <summary>Diffusivity and reaction of a shell with their derivatives by its species and by the drivers.</summary>
    struct Slope1
    {
        public T Diffusivity, ByShell, Reaction;
        public Few<T> ByDriver, ReactionByDriver;
    }

    /// <summary>Climates seeded along each driver: the same for all shells.</summary>
    struct Climates
    {
        public Few<Dual<T>> First, Second, Third;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void ClimatesOf(Few<T> drivers, out Climates climates)
    {
        climates = default;
        climates.First = law.Climate(Seed(drivers, 0), Dual<T>.Lift(time));
        if (TLaw.FeltDrivers > 1)
            climates.Second = law.Climate(Seed(drivers, 1), Dual<T>.Lift(time));
        if (TLaw.FeltDrivers > 2)
            climates.Third = law.Climate(Seed(drivers, 2), Dual<T>.Lift(time));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void SlopesOf1(T shell, ref Climates climates, out Slope1 slope)
    {
        slope = default;
        Few<Dual<T>> fixedClimate = Lift(Value(climates.First));
        var seeded = new Few<Dual<T>>(Dual<T>.Seed(shell));
        var held = new Few<Dual<T>>(Dual<T>.Lift(shell));
        Dual<T> diffusivity = law.Diffusivity(seeded, fixedClimate).A;
        slope.Diffusivity = diffusivity.V;
        slope.ByShell = diffusivity.D;
        slope.ByDriver = new(
            law.Diffusivity(held, climates.First).A.D,
            TLaw.FeltDrivers > 1 ? law.Diffusivity(held, climates.Second).A.D : default,
            TLaw.FeltDrivers > 2 ? law.Diffusivity(held, climates.Third).A.D : default);
        if (!TLaw.Reacts)
            return;
        slope.Reaction = law.Reaction(seeded, fixedClimate).A.D;
        slope.ReactionByDriver = new(
            law.Reaction(held, climates.First).A.D,
            TLaw.FeltDrivers > 1 ? law.Reaction(held, climates.Second).A.D : default,
            TLaw.FeltDrivers > 2 ? law.Reaction(held, climates.Third).A.D : default);
    }

    /// <summary>Assembles and factors the chain; the surface and the bath come last.</summary>
    void FactorChain1(T diagonal, Few<T> drivers)
    {
        TRows r = rows;
        TGrid g = grid;
        ClimatesOf(drivers, out Climates climates);
        T here = r[0, 0];
        SlopesOf1(here, ref climates, out Slope1 slope);
        Slope1 slopeNext = slope;
        T half = T.Of(0.5);
        // d(flux in)/d(inner shell), d(flux in)/d(this shell), the driver part of the flux in, and what elimination left of the shell before.
        T inInside = default, inHere = default, inverse = default, upper = default;
        Few<T> inDriver = default;
        int last = g.Shells - 1;
        for (int i = 0; i < last; i++)
        {
            T next = r[i + 1, 0];
            if (!TLaw.UniformDiffusivity || TLaw.Reacts)
                SlopesOf1(next, ref climates, out slopeNext);
            T conductance = g.Conductance(i);
            T drop = conductance * (here - next);
            T through = conductance * (TLaw.UniformDiffusivity ? slope.Diffusivity : half * (slope.Diffusivity + slopeNext.Diffusivity));
            T outHere = through, outNext = -through;
            T weight = TLaw.UniformDiffusivity ? drop : half * drop;
            T driverA = slope.ByDriver.A, driverB = slope.ByDriver.B, driverC = slope.ByDriver.C;
            if (!TLaw.UniformDiffusivity)
            {
                outHere = T.Fma(weight, slope.ByShell, through);
                outNext = T.Fma(weight, slopeNext.ByShell, outNext);
                driverA += slopeNext.ByDriver.A;
                driverB += slopeNext.ByDriver.B;
                driverC += slopeNext.ByDriver.C;
            }

            var outDriver = new Few<T>(weight * driverA, weight * driverB, weight * driverC);
            FactorRow1(r, g.InverseVolume(i), i, diagonal, ref slope, inInside, inHere, inDriver, outHere, outNext, outDriver, ref inverse, ref upper);
            inInside = outHere;
            inHere = outNext;
            inDriver = outDriver;
            here = next;
            if (!TLaw.UniformDiffusivity || TLaw.Reacts)
                slope = slopeNext;
        }

        FluxSlopes surface = SurfaceSlopes(new(here), drivers, out FluxSlopes bath);
        FactorRow1(r, g.InverseVolume(last), last, diagonal, ref slope, inInside, inHere, inDriver, surface.Inside.First.A, surface.Outside.First.A,
            new(surface.Driver.First.A, surface.Driver.Second.A, surface.Driver.Third.A), ref inverse, ref upper);
        r[FirstBath, Lower] = bath.Inside.First.A * inverse;
        r[FirstBath, Diagonal] = T.Inverse(diagonal - bath.Outside.First.A - bath.Inside.First.A * upper);
        StoreBlock(FirstBath, 1, Column, TLaw.Drivers, bath.Driver);
    }

    [MethodImpl(Inline)]
    static void FactorRow1(
        TRows r, T inverseVolume, int shell, T diagonal, ref Slope1 slope, T inInside, T inHere, Few<T> inDriver,
        T outHere, T outNext, Few<T> outDriver, ref T inverse, ref T upper)
    {
        T lower = inverseVolume * inInside;
        T here = T.Fma(inverseVolume, outHere - inHere, diagonal);
        if (TLaw.Reacts)
            here -= slope.Reaction;
        T eliminated = lower * inverse;
        inverse = T.Inverse(here - lower * upper);
        upper = -(inverse * (inverseVolume * outNext));
        r[shell, Lower] = eliminated;
        r[shell, Diagonal] = inverse;
        r[shell, Upper] = upper;
        if (TLaw.FeltDrivers > 0)
            r[shell, Column] = ColumnOf(inverseVolume, inDriver.A, outDriver.A, slope.ReactionByDriver.A);
        if (TLaw.FeltDrivers > 1)
            r[shell, Column + 1] = ColumnOf(inverseVolume, inDriver.B, outDriver.B, slope.ReactionByDriver.B);
        if (TLaw.FeltDrivers > 2)
            r[shell, Column + 2] = ColumnOf(inverseVolume, inDriver.C, outDriver.C, slope.ReactionByDriver.C);
    }

    [MethodImpl(Inline)]
    static T ColumnOf(T inverseVolume, T fluxIn, T fluxOut, T reaction) =>
        TLaw.Reacts ? T.Fma(inverseVolume, fluxIn - fluxOut, reaction) : inverseVolume * (fluxIn - fluxOut);

    /// <summary>One stage, once its argument and carry stand in the records.</summary>
    void SolveStage1(int stage, T t)
    {
        Few<T> drivers = Load(FirstDriver, TLaw.Drivers, Argument);
        Few<T> driverStage = SolveDrivers(stage, drivers, t);
        Few<T> climate = law.Climate(drivers, t);
        T bath = rows[FirstBath, Argument];
        T outermost = SweepOut1(stage, climate, driverStage, bath, out T flux);
        SolveBath1(stage, law.BathRates(new Few<T>(bath), new Few<T>(flux), drivers).A, driverStage, outermost);
        SweepIn1(stage);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void SolveBath1(int stage, T rate, Few<T> driverStage, T outermost)
    {
        TRows r = rows;
        int bath = FirstBath;
        T right = T.Fma(r[bath, Lower], outermost, r[bath, stage] + rate);
        right = T.Fma(r[bath, Column], driverStage.A, right);
        if (TLaw.Drivers > 1)
            right = T.Fma(r[bath, Column + 1], driverStage.B, right);
        if (TLaw.Drivers > 2)
            right = T.Fma(r[bath, Column + 2], driverStage.C, right);
        r[bath, stage] = right * r[bath, Diagonal];
    }

    /// <summary>From the centre to the surface with plain numbers.</summary>
    T SweepOut1(int stage, Few<T> climate, Few<T> driverStage, T bath, out T surfaceFlux)
    {
        TLaw law = this.law;
        TRows r = rows;
        TGrid g = grid;
        int last = g.Shells - 1;
        T fluxIn = default, solved = default;
        T here = r[0, Argument];
        T diffusivity = law.Diffusivity(new Few<T>(here), climate).A;
        T kA = driverStage.A, kB = driverStage.B, kC = driverStage.C;
        for (int i = 0; i < last; i++)
        {
            T next = r[i + 1, Argument];
            T flux;
            if (TLaw.UniformDiffusivity)
            {
                flux = g.Conductance(i) * diffusivity * (here - next);
            }
            else
            {
                T diffusivityNext = law.Diffusivity(new Few<T>(next), climate).A;
                flux = T.Of(0.5) * g.Conductance(i) * (diffusivity + diffusivityNext) * (here - next);
                diffusivity = diffusivityNext;
            }

            T right = T.Fma(g.InverseVolume(i), fluxIn - flux, r[i, stage]);
            if (TLaw.Reacts)
                right += law.Reaction(new Few<T>(here), climate).A;
            solved = Eliminate1(r, i, stage, right, kA, kB, kC, solved);
            here = next;
            fluxIn = flux;
        }

        surfaceFlux = law.SurfaceFlux(new Few<T>(here), new Few<T>(g.Conductance(last) * diffusivity), new Few<T>(bath), climate).A;
        T outer = T.Fma(g.InverseVolume(last), fluxIn - surfaceFlux, r[last, stage]);
        if (TLaw.Reacts)
            outer += law.Reaction(new Few<T>(here), climate).A;
        return Eliminate1(r, last, stage, outer, kA, kB, kC, solved);
    }

    [MethodImpl(Inline)]
    static T Eliminate1(TRows r, int shell, int stage, T right, T kA, T kB, T kC, T before)
    {
        if (TLaw.FeltDrivers > 0)
            right = T.Fma(r[shell, Column], kA, right);
        if (TLaw.FeltDrivers > 1)
            right = T.Fma(r[shell, Column + 1], kB, right);
        if (TLaw.FeltDrivers > 2)
            right = T.Fma(r[shell, Column + 2], kC, right);
        right = T.Fma(r[shell, Lower], before, right);
        r[shell, stage] = right;
        return right;
    }

    /// <summary>From the surface back to the centre with plain numbers.</summary>
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
