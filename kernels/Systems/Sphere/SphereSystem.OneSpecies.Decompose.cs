using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// The chain of one species and one receptor with plain numbers in place of blocks: the same equations as in the files
/// beside it, kept apart because most models are of this kind and it runs several times faster.
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    static bool Simple
    {
        [MethodImpl(Inline)]
        get => TModel.Species == 1 && TModel.Receptors == 1 && TMethod.Stages <= StageSums.WrittenOut;
    }

    /// <summary>Diffusivity and reaction of a shell with their derivatives by its species and by the autonomous pools.</summary>
    struct Derivative1
    {
        public T Diffusivity, ByShell, Reaction;
        public Vec3<T> ByPool, ReactionByPool;
    }

    /// <summary>Shared coefficients seeded along each autonomous pool: the same for all shells.</summary>
    struct SeededCoefficients
    {
        public Vec3<Dual<T>> First, Second, Third;
    }

    void SeedCoefficients(Vec3<T> pools, out SeededCoefficients seededShared)
    {
        seededShared = default;
        seededShared.First = model.SharedCoefficients(Seed(pools, 0), Dual<T>.Lift(time));
        if (TModel.AutonomousPools > 1)
            seededShared.Second = model.SharedCoefficients(Seed(pools, 1), Dual<T>.Lift(time));
        if (TModel.AutonomousPools > 2)
            seededShared.Third = model.SharedCoefficients(Seed(pools, 2), Dual<T>.Lift(time));
    }

    void DerivativesOf1(T shell, ref SeededCoefficients seededShared, out Derivative1 derivative)
    {
        derivative = default;
        Vec3<Dual<T>> fixedShared = Lift(Value(seededShared.First));
        var seeded = new Vec3<Dual<T>>(Dual<T>.Seed(shell));
        var held = new Vec3<Dual<T>>(Dual<T>.Lift(shell));
        Dual<T> diffusivity = model.Diffusivity(seeded, fixedShared).A;
        derivative.Diffusivity = diffusivity.V;
        derivative.ByShell = diffusivity.D;
        derivative.ByPool = new(
            model.Diffusivity(held, seededShared.First).A.D,
            TModel.CoupledPools > 1 ? model.Diffusivity(held, seededShared.Second).A.D : default,
            TModel.CoupledPools > 2 ? model.Diffusivity(held, seededShared.Third).A.D : default);
        if (!TModel.Reacts)
            return;
        derivative.Reaction = model.Reaction(seeded, fixedShared).A.D;
        derivative.ReactionByPool = new(
            model.Reaction(held, seededShared.First).A.D,
            TModel.CoupledPools > 1 ? model.Reaction(held, seededShared.Second).A.D : default,
            TModel.CoupledPools > 2 ? model.Reaction(held, seededShared.Third).A.D : default);
    }

    /// <summary>What a shell's elimination leaves for the next one out.</summary>
    struct Eliminated1
    {
        /// <summary>d(flux out)/d(this shell), d(flux out)/d(next shell) and the autonomous pools' part of it.</summary>
        public T ByHere, ByNext;
        public Vec3<T> ByPool;

        /// <summary>Inverse of the pivot, and d(rate)/d(next shell).</summary>
        public T Inverse, Coupling;
    }

    /// <summary>Assembles and factors the chain; the surface and the receptor come last.</summary>
    void FactorChain1(T diagonal, Vec3<T> pools)
    {
        SeedCoefficients(pools, out SeededCoefficients seededShared);
        FactorShells1(diagonal, ref seededShared, out Eliminated1 inner);
        FactorSurface1(diagonal, ref seededShared, ref inner);
    }

    /// <summary>All shells but the last. A short method of plain numbers: what it carries from shell to shell must stay in
    /// registers.</summary>
    void FactorShells1(T diagonal, ref SeededCoefficients seededShared, out Eliminated1 inner)
    {
        TWorkspace r = workspace;
        TGrid g = grid;
        inner = default;
        T here = r[0, 0];
        DerivativesOf1(here, ref seededShared, out Derivative1 derivative);
        T diffusivity = derivative.Diffusivity, byShell = derivative.ByShell;
        T poolA = derivative.ByPool.A, poolB = derivative.ByPool.B, poolC = derivative.ByPool.C;
        T inInside = default, inHere = default, inA = default, inB = default, inC = default, inverse = default, coupling = default;
        int last = g.Shells - 1;
        for (int i = 0; i < last; i++)
        {
            T next = r[i + 1, 0];
            T reaction = derivative.Reaction, reactionA = derivative.ReactionByPool.A, reactionB = derivative.ReactionByPool.B,
                reactionC = derivative.ReactionByPool.C;
            if (!TModel.UniformDiffusivity || TModel.Reacts)
                DerivativesOf1(next, ref seededShared, out derivative);
            T weight = SphereFace<TModel, T>.Weight(g.Conductance(i)), drop = here - next;
            T through = SphereFace<TModel, T>.Through(weight, diffusivity, derivative.Diffusivity);
            T outHere, outNext, outA, outB = default, outC = default;
            if (TModel.UniformDiffusivity)
            {
                outHere = through;
                outNext = -through;
                outA = SphereFace<TModel, T>.ByDiffusivity(weight, drop, poolA);
                if (TModel.CoupledPools > 1)
                    outB = SphereFace<TModel, T>.ByDiffusivity(weight, drop, poolB);
                if (TModel.CoupledPools > 2)
                    outC = SphereFace<TModel, T>.ByDiffusivity(weight, drop, poolC);
            }
            else
            {
                outHere = SphereFace<TModel, T>.ByShell(weight, drop, byShell, through);
                outNext = SphereFace<TModel, T>.ByShell(weight, drop, derivative.ByShell, -through);
                outA = SphereFace<TModel, T>.ByDiffusivity(weight, drop, poolA + derivative.ByPool.A);
                outB = SphereFace<TModel, T>.ByDiffusivity(weight, drop, poolB + derivative.ByPool.B);
                outC = SphereFace<TModel, T>.ByDiffusivity(weight, drop, poolC + derivative.ByPool.C);
                (diffusivity, byShell) = (derivative.Diffusivity, derivative.ByShell);
                (poolA, poolB, poolC) = (derivative.ByPool.A, derivative.ByPool.B, derivative.ByPool.C);
            }

            T volume = g.InverseVolume(i);
            FactorRow1(r, i, volume, inInside, Pivot1(volume, outHere - inHere, diagonal, reaction), outNext, ref inverse, ref coupling);
            if (TModel.CoupledPools > 0)
                r[i, Column] = Column1(volume, inA - outA, reactionA);
            if (TModel.CoupledPools > 1)
                r[i, Column + 1] = Column1(volume, inB - outB, reactionB);
            if (TModel.CoupledPools > 2)
                r[i, Column + 2] = Column1(volume, inC - outC, reactionC);
            (inInside, inHere, inA, inB, inC) = (outHere, outNext, outA, outB, outC);
            here = next;
        }

        inner.ByHere = inInside;
        inner.ByNext = inHere;
        inner.ByPool = new(inA, inB, inC);
        inner.Inverse = inverse;
        inner.Coupling = coupling;
    }

    /// <summary>The last shell with its flux into the receptor, and the receptor.</summary>
    void FactorSurface1(T diagonal, ref SeededCoefficients seededShared, ref Eliminated1 inner)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1, receptorRow = FirstReceptor;
        T here = r[last, 0], receptor = r[receptorRow, 0], volume = grid.InverseVolume(last);
        DerivativesOf1(here, ref seededShared, out Derivative1 derivative);
        SurfaceDerivative1(-1, One(true), T.FromDouble(0), ref seededShared.First, out T fluxByShell, out T rateByShell);
        SurfaceDerivative1(-1, T.FromDouble(0), One(true), ref seededShared.First, out T fluxByReceptor, out T rateByReceptor);
        T inverse = inner.Inverse, coupling = inner.Coupling;
        FactorRow1(r, last, volume, inner.ByHere, Pivot1(volume, fluxByShell - inner.ByNext, diagonal, derivative.Reaction), fluxByReceptor,
            ref inverse, ref coupling);
        r[receptorRow, Lower] = rateByShell * inverse;
        r[receptorRow, Diagonal] = T.Inverse(T.Fma(rateByShell * coupling, inverse, diagonal - rateByReceptor));
        SurfaceDerivative1(0, T.FromDouble(0), T.FromDouble(0), ref seededShared.First, out T flux, out T rate);
        r[receptorRow, Column] = rate;
        if (TModel.CoupledPools > 0)
            r[last, Column] = Column1(volume, inner.ByPool.A - flux, derivative.ReactionByPool.A);
        if (TModel.AutonomousPools > 1)
        {
            SurfaceDerivative1(1, T.FromDouble(0), T.FromDouble(0), ref seededShared.Second, out flux, out rate);
            r[receptorRow, Column + 1] = rate;
            if (TModel.CoupledPools > 1)
                r[last, Column + 1] = Column1(volume, inner.ByPool.B - flux, derivative.ReactionByPool.B);
        }

        if (TModel.AutonomousPools > 2)
        {
            SurfaceDerivative1(2, T.FromDouble(0), T.FromDouble(0), ref seededShared.Third, out flux, out rate);
            r[receptorRow, Column + 2] = rate;
            if (TModel.CoupledPools > 2)
                r[last, Column + 2] = Column1(volume, inner.ByPool.C - flux, derivative.ReactionByPool.C);
        }
    }

    /// <summary>
    /// Derivatives of the surface flux and of the receptor's rate along the last shell, the receptor or an autonomous pool; the shared
    /// coefficients are
    /// held but along an autonomous pool.
    /// </summary>
    void SurfaceDerivative1(int pool, T shellDerivative, T receptorDerivative, ref Vec3<Dual<T>> shared, out T flux, out T rate)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        var shell = new Vec3<Dual<T>>(new Dual<T>(r[last, 0], shellDerivative));
        var receptor = new Vec3<Dual<T>>(new Dual<T>(r[FirstReceptor, 0], receptorDerivative));
        Vec3<Dual<T>> around = pool < 0 ? Lift(Value(shared)) : shared;
        Dual<T> conductance = grid.Conductance(last) * model.Diffusivity(shell, around).A;
        Dual<T> through = model.SurfaceFlux(shell, new Vec3<Dual<T>>(conductance), receptor, around).A;
        flux = through.D;
        rate = model.ReceptorRates(receptor, new Vec3<Dual<T>>(through), Seed(Load(FirstPool, TModel.AutonomousPools, 0), pool)).A.D;
    }

    /// <summary>One over gamma h less d(rate)/d(own shell).</summary>
    [MethodImpl(Inline)]
    static T Pivot1(T inverseVolume, T loss, T diagonal, T reaction)
    {
        T pivot = T.Axpy(inverseVolume, loss, diagonal);
        return TModel.Reacts ? pivot - reaction : pivot;
    }

    [MethodImpl(Inline)]
    static void FactorRow1(TWorkspace r, int shell, T inverseVolume, T inInside, T pivot, T outNext, ref T inverse, ref T coupling)
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
        TModel.Reacts ? T.Axpy(inverseVolume, flux, reaction) : T.Scale(inverseVolume, flux);
}
