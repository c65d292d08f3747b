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

    void ClimatesOf(Few<T> drivers, out Climates climates)
    {
        climates = default;
        climates.First = law.Climate(Seed(drivers, 0), Dual<T>.Lift(time));
        if (TLaw.Drivers > 1)
            climates.Second = law.Climate(Seed(drivers, 1), Dual<T>.Lift(time));
        if (TLaw.Drivers > 2)
            climates.Third = law.Climate(Seed(drivers, 2), Dual<T>.Lift(time));
    }

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
            T drop = T.Scale(conductance, here - next);
            T through = T.Scale(conductance, TLaw.UniformDiffusivity ? slope.Diffusivity : T.Scale(half, slope.Diffusivity + slopeNext.Diffusivity));
            T outHere = through, outNext = -through;
            T weight = TLaw.UniformDiffusivity ? drop : T.Scale(half, drop);
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

        int bathRow = FirstBath;
        Few<Dual<T>> held = Lift(Value(climates.First));
        Few<Dual<T>> heldDrivers = Lift(drivers);
        Dual<T> shell = Dual<T>.Lift(here), bath = Dual<T>.Lift(r[bathRow, 0]);
        SurfaceSlope1(Dual<T>.Seed(here), bath, held, heldDrivers, out T fluxByShell, out T rateByShell);
        SurfaceSlope1(shell, Dual<T>.Seed(r[bathRow, 0]), held, heldDrivers, out T fluxByBath, out T rateByBath);
        SurfaceSlope1(shell, bath, climates.First, Seed(drivers, 0), out T fluxByA, out T rateByA);
        T fluxByB = default, fluxByC = default, rateByB = default, rateByC = default;
        if (TLaw.Drivers > 1)
            SurfaceSlope1(shell, bath, climates.Second, Seed(drivers, 1), out fluxByB, out rateByB);
        if (TLaw.Drivers > 2)
            SurfaceSlope1(shell, bath, climates.Third, Seed(drivers, 2), out fluxByC, out rateByC);
        FactorRow1(r, g.InverseVolume(last), last, diagonal, ref slope, inInside, inHere, inDriver, fluxByShell, fluxByBath, new(fluxByA, fluxByB, fluxByC), ref inverse, ref upper);
        r[bathRow, Lower] = rateByShell * inverse;
        r[bathRow, Diagonal] = T.Inverse(diagonal - rateByBath - rateByShell * upper);
        r[bathRow, Column] = rateByA;
        if (TLaw.Drivers > 1)
            r[bathRow, Column + 1] = rateByB;
        if (TLaw.Drivers > 2)
            r[bathRow, Column + 2] = rateByC;
    }

    /// <summary>Derivatives of the surface flux and of the bath's rate along whatever is seeded.</summary>
    void SurfaceSlope1(Dual<T> shell, Dual<T> bath, Few<Dual<T>> climate, Few<Dual<T>> drivers, out T flux, out T rate)
    {
        var cell = new Few<Dual<T>>(shell);
        var baths = new Few<Dual<T>>(bath);
        Dual<T> conductance = grid.Conductance(grid.Shells - 1) * law.Diffusivity(cell, climate).A;
        Dual<T> through = law.SurfaceFlux(cell, new Few<Dual<T>>(conductance), baths, climate).A;
        flux = through.D;
        rate = law.BathRates(baths, new Few<Dual<T>>(through), drivers).A.D;
    }

    [MethodImpl(Inline)]
    static void FactorRow1(
        TRows r, T inverseVolume, int shell, T diagonal, ref Slope1 slope, T inInside, T inHere, Few<T> inDriver,
        T outHere, T outNext, Few<T> outDriver, ref T inverse, ref T upper)
    {
        T lower = T.Scale(inverseVolume, inInside);
        T here = T.Axpy(inverseVolume, outHere - inHere, diagonal);
        if (TLaw.Reacts)
            here -= slope.Reaction;
        T eliminated = lower * inverse;
        inverse = T.Inverse(here - lower * upper);
        upper = -(inverse * T.Scale(inverseVolume, outNext));
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
        TLaw.Reacts ? T.Axpy(inverseVolume, fluxIn - fluxOut, reaction) : T.Scale(inverseVolume, fluxIn - fluxOut);
}
