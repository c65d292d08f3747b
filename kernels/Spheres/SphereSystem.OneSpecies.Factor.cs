using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// The chain of one species and one bath with plain numbers in place of blocks: the same equations as in the files
/// beside it, kept apart because most laws are of this kind and it runs several times faster.
/// </summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
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

    /// <summary>What a shell's elimination leaves for the next one out.</summary>
    struct Eliminated1
    {
        /// <summary>d(flux out)/d(this shell), d(flux out)/d(next shell) and the drivers' part of it.</summary>
        public T ByHere, ByNext;
        public Few<T> ByDriver;

        /// <summary>Inverse of the pivot, and d(rate)/d(next shell).</summary>
        public T Inverse, Coupling;
    }

    /// <summary>Assembles and factors the chain; the surface and the bath come last.</summary>
    void FactorChain1(T diagonal, Few<T> drivers)
    {
        ClimatesOf(drivers, out Climates climates);
        FactorShells1(diagonal, ref climates, out Eliminated1 inner);
        FactorSurface1(diagonal, ref climates, ref inner);
    }

    /// <summary>All shells but the last. A short method of plain numbers: what it carries from shell to shell must stay in registers.</summary>
    void FactorShells1(T diagonal, ref Climates climates, out Eliminated1 inner)
    {
        TRows r = rows;
        TGrid g = grid;
        inner = default;
        T here = r[0, 0];
        SlopesOf1(here, ref climates, out Slope1 slope);
        T diffusivity = slope.Diffusivity, byShell = slope.ByShell;
        T driverA = slope.ByDriver.A, driverB = slope.ByDriver.B, driverC = slope.ByDriver.C;
        T inInside = default, inHere = default, inA = default, inB = default, inC = default, inverse = default, coupling = default;
        int last = g.Shells - 1;
        for (int i = 0; i < last; i++)
        {
            T next = r[i + 1, 0];
            T reaction = slope.Reaction, reactionA = slope.ReactionByDriver.A, reactionB = slope.ReactionByDriver.B, reactionC = slope.ReactionByDriver.C;
            if (!TLaw.UniformDiffusivity || TLaw.Reacts)
                SlopesOf1(next, ref climates, out slope);
            // F = g D (c - c_next), with the mean of both diffusivities where they differ, and its derivatives by the product rule.
            T conductance = TLaw.UniformDiffusivity ? g.Conductance(i) : T.Scale(T.Of(0.5), g.Conductance(i));
            T drop = T.Scale(conductance, here - next);
            T outHere, outNext, outA, outB = default, outC = default;
            if (TLaw.UniformDiffusivity)
            {
                outHere = T.Scale(conductance, diffusivity);
                outNext = -outHere;
                outA = drop * driverA;
                if (TLaw.FeltDrivers > 1)
                    outB = drop * driverB;
                if (TLaw.FeltDrivers > 2)
                    outC = drop * driverC;
            }
            else
            {
                T through = T.Scale(conductance, diffusivity + slope.Diffusivity);
                outHere = T.Fma(drop, byShell, through);
                outNext = T.Fma(drop, slope.ByShell, -through);
                outA = drop * (driverA + slope.ByDriver.A);
                outB = drop * (driverB + slope.ByDriver.B);
                outC = drop * (driverC + slope.ByDriver.C);
                (diffusivity, byShell) = (slope.Diffusivity, slope.ByShell);
                (driverA, driverB, driverC) = (slope.ByDriver.A, slope.ByDriver.B, slope.ByDriver.C);
            }

            T volume = g.InverseVolume(i);
            FactorRow1(r, i, volume, inInside, Pivot1(volume, outHere - inHere, diagonal, reaction), outNext, ref inverse, ref coupling);
            if (TLaw.FeltDrivers > 0)
                r[i, Column] = Column1(volume, inA - outA, reactionA);
            if (TLaw.FeltDrivers > 1)
                r[i, Column + 1] = Column1(volume, inB - outB, reactionB);
            if (TLaw.FeltDrivers > 2)
                r[i, Column + 2] = Column1(volume, inC - outC, reactionC);
            (inInside, inHere, inA, inB, inC) = (outHere, outNext, outA, outB, outC);
            here = next;
        }

        inner.ByHere = inInside;
        inner.ByNext = inHere;
        inner.ByDriver = new(inA, inB, inC);
        inner.Inverse = inverse;
        inner.Coupling = coupling;
    }

    /// <summary>The last shell with its flux into the bath, and the bath.</summary>
    void FactorSurface1(T diagonal, ref Climates climates, ref Eliminated1 inner)
    {
        TRows r = rows;
        int last = grid.Shells - 1, bathRow = FirstBath;
        T here = r[last, 0], bath = r[bathRow, 0], volume = grid.InverseVolume(last);
        SlopesOf1(here, ref climates, out Slope1 slope);
        SurfaceSlope1(-1, One(true), T.Of(0), ref climates.First, out T fluxByShell, out T rateByShell);
        SurfaceSlope1(-1, T.Of(0), One(true), ref climates.First, out T fluxByBath, out T rateByBath);
        T inverse = inner.Inverse, coupling = inner.Coupling;
        FactorRow1(r, last, volume, inner.ByHere, Pivot1(volume, fluxByShell - inner.ByNext, diagonal, slope.Reaction), fluxByBath, ref inverse, ref coupling);
        r[bathRow, Lower] = rateByShell * inverse;
        r[bathRow, Diagonal] = T.Inverse(T.Fma(rateByShell * coupling, inverse, diagonal - rateByBath));
        SurfaceSlope1(0, T.Of(0), T.Of(0), ref climates.First, out T flux, out T rate);
        r[bathRow, Column] = rate;
        if (TLaw.FeltDrivers > 0)
            r[last, Column] = Column1(volume, inner.ByDriver.A - flux, slope.ReactionByDriver.A);
        if (TLaw.Drivers > 1)
        {
            SurfaceSlope1(1, T.Of(0), T.Of(0), ref climates.Second, out flux, out rate);
            r[bathRow, Column + 1] = rate;
            if (TLaw.FeltDrivers > 1)
                r[last, Column + 1] = Column1(volume, inner.ByDriver.B - flux, slope.ReactionByDriver.B);
        }

        if (TLaw.Drivers > 2)
        {
            SurfaceSlope1(2, T.Of(0), T.Of(0), ref climates.Third, out flux, out rate);
            r[bathRow, Column + 2] = rate;
            if (TLaw.FeltDrivers > 2)
                r[last, Column + 2] = Column1(volume, inner.ByDriver.C - flux, slope.ReactionByDriver.C);
        }
    }

    /// <summary>
    /// Derivatives of the surface flux and of the bath's rate along the last shell, the bath or a driver; the climate is
    /// held but along a driver.
    /// </summary>
    void SurfaceSlope1(int driver, T shellSlope, T bathSlope, ref Few<Dual<T>> climate, out T flux, out T rate)
    {
        TRows r = rows;
        int last = grid.Shells - 1;
        var shell = new Few<Dual<T>>(new Dual<T>(r[last, 0], shellSlope));
        var bath = new Few<Dual<T>>(new Dual<T>(r[FirstBath, 0], bathSlope));
        Few<Dual<T>> around = driver < 0 ? Lift(Value(climate)) : climate;
        Dual<T> conductance = grid.Conductance(last) * law.Diffusivity(shell, around).A;
        Dual<T> through = law.SurfaceFlux(shell, new Few<Dual<T>>(conductance), bath, around).A;
        flux = through.D;
        rate = law.BathRates(bath, new Few<Dual<T>>(through), Seed(Load(FirstDriver, TLaw.Drivers, 0), driver)).A.D;
    }

    /// <summary>One over gamma h less d(rate)/d(own shell).</summary>
    [MethodImpl(Inline)]
    static T Pivot1(T inverseVolume, T loss, T diagonal, T reaction)
    {
        T pivot = T.Axpy(inverseVolume, loss, diagonal);
        return TLaw.Reacts ? pivot - reaction : pivot;
    }

    [MethodImpl(Inline)]
    static void FactorRow1(TRows r, int shell, T inverseVolume, T inInside, T pivot, T outNext, ref T inverse, ref T coupling)
    {
        T lower = T.Scale(inverseVolume, inInside);
        r[shell, Lower] = lower * inverse;
        // Shells wait for each other here alone: one multiply-add and one inverse.
        inverse = T.Inverse(T.Fma(lower * coupling, inverse, pivot));
        coupling = T.Scale(inverseVolume, outNext);
        r[shell, Diagonal] = inverse;
        r[shell, Upper] = -(inverse * coupling);
    }

    [MethodImpl(Inline)]
    static T Column1(T inverseVolume, T flux, T reaction) =>
        TLaw.Reacts ? T.Axpy(inverseVolume, flux, reaction) : T.Scale(inverseVolume, flux);
}
