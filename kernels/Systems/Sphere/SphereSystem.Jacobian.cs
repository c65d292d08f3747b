using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// The matrix diagonal I - J of any number of species, column by column, and its factors. The fields of the first
/// stages are free while it is built: they hold diffusivities and derivatives.
/// </summary>
partial struct SphereSystem<TModel, T, TWorkspace, TGrid, TMethod>
{
    /// <summary>How a flux or a rate answers to the last shell, to the receptors and to the autonomous pools.</summary>
    readonly struct FluxDerivatives(Mat3<T> inside, Mat3<T> outside, Mat3<T> pool)
    {
        public readonly Mat3<T> Inside = inside, Outside = outside, AutonomousPool = pool;
    }

    static int DiffusivityField => 1;

    static int DerivativeField => 2;

    static int ReactionDerivativeField => 3;

    /// <summary>Up to three columns that a product goes to before it replaces one of its factors.</summary>
    static int SolvedField => 1;

    /// <summary>Assembles and factors diagonal I - J at the current states.</summary>
    void Factorize(T diagonal)
    {
        Vec3<T> pools = Load(FirstPool, TModel.AutonomousPools, 0);
        StoreBlock(FirstPool, TModel.AutonomousPools, Column, TModel.AutonomousPools,
            (Mat3<T>.Diagonal(diagonal) - PoolJacobian(pools)).Inverse(TModel.AutonomousPools));
        if (TModel.DependsOnTime)
            TimeDerivatives();
        if (Simple)
        {
            FactorChain1(diagonal, pools);
            return;
        }

        poolsNow = pools;
        sharedNow = model.SharedCoefficients(pools, time);
        for (int i = 0; i < grid.Shells; i++)
            StoreDiffusivity(i * TModel.Species);
        for (int i = 0; i < grid.Shells; i++)
        {
            for (int species = 0; species < TModel.Species; species++)
            {
                DerivativesBySpecies(i * TModel.Species, species);
                AssembleColumn(i, species, diagonal);
            }
        }

        for (int pool = 0; pool < TModel.CoupledPools; pool++)
            AssemblePoolColumn(pool);
        AssembleSurface(diagonal);
        FactorChain();
    }

    void StoreDiffusivity(int state) =>
        Store(state, TModel.Species, DiffusivityField, model.Diffusivity(Load(state, TModel.Species, 0), sharedNow));

    /// <summary>dD/dc and dR/dc along one species of a shell, into the shell's workspace.</summary>
    void DerivativesBySpecies(int state, int species)
    {
        Vec3<Dual<T>> seeded = Seed(Load(state, TModel.Species, 0), species);
        if (SphereCoupling<TModel, T>.AnyDiffusivity(species))
            Store(state, TModel.Species, DerivativeField, Derivative(model.Diffusivity(seeded, Lift(sharedNow))));
        if (SphereCoupling<TModel, T>.AnyReaction(species))
            Store(state, TModel.Species, ReactionDerivativeField, Derivative(model.Reaction(seeded, Lift(sharedNow))));
    }

    /// <summary>
    /// What one species of shell j does to the rates of shells j - 1 (its Upper block), j and j + 1 (its Lower block):
    /// see <see cref="SphereFace{TModel, T}"/>. A block holds zeros where nothing couples; between groups nobody looks.
    /// </summary>
    void AssembleColumn(int shell, int species, T diagonal)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        T volume = grid.InverseVolume(shell);
        T inside = shell > 0 ? SphereFace<TModel, T>.Weight(grid.Conductance(shell - 1)) : default,
            outside = shell < last ? SphereFace<TModel, T>.Weight(grid.Conductance(shell)) : default;
        for (int s = 0; s < TModel.Species; s++)
        {
            bool own = s == species, spreads = SphereCoupling<TModel, T>.Diffusivity(s, species);
            if (!SphereCoupling<TModel, T>.Couples(s, species))
                continue;
            int state = shell * TModel.Species + s;
            bool moves = spreads || (own && SphereCoupling<TModel, T>.Moves(s));
            T inner = moves && shell > 0 ? FluxDerivative(inside, state, state - TModel.Species, own, spreads) : T.FromDouble(0);
            T outer = moves && shell < last ? FluxDerivative(outside, state, state + TModel.Species, own, spreads) : T.FromDouble(0);
            T here = volume * (inner + outer);
            if (own)
                here += diagonal;
            if (SphereCoupling<TModel, T>.Reaction(s, species))
                here -= r[state, ReactionDerivativeField];
            r[state, Diagonal + species] = here;
            if (shell > 0)
                r[state - TModel.Species, Upper + species] = grid.InverseVolume(shell - 1) * inner;
            if (shell < last)
                r[state + TModel.Species, Lower + species] = grid.InverseVolume(shell + 1) * outer;
        }
    }

    /// <summary>d(flux out of a shell through one of its faces)/d(its species in work).</summary>
    [MethodImpl(Inline)]
    readonly T FluxDerivative(T weight, int state, int other, bool own, bool spreads)
    {
        TWorkspace r = workspace;
        T through = own ? SphereFace<TModel, T>.Through(weight, r[state, DiffusivityField], r[other, DiffusivityField]) : T.FromDouble(0);
        return spreads
            ? SphereFace<TModel, T>.ByShell(weight, r[state, 0] - r[other, 0], r[state, DerivativeField], through)
            : through;
    }

    /// <summary>What one autonomous pool does to the rates of every shell but, at the surface, through the flux out.</summary>
    void AssemblePoolColumn(int pool)
    {
        TWorkspace r = workspace;
        for (int i = 0; i < grid.Shells; i++)
            DerivativesByPool(i * TModel.Species, pool);
        for (int s = 0; s < TModel.Species; s++)
        {
            T inward = T.FromDouble(0);
            for (int i = 0; i < grid.Shells; i++)
            {
                int state = i * TModel.Species + s;
                T outward = T.FromDouble(0);
                if (i < grid.Shells - 1)
                {
                    int next = state + TModel.Species;
                    T change = r[state, DerivativeField];
                    outward = SphereFace<TModel, T>.ByDiffusivity(SphereFace<TModel, T>.Weight(grid.Conductance(i)),
                        r[state, 0] - r[next, 0], TModel.UniformDiffusivity ? change : change + r[next, DerivativeField]);
                }

                T column = grid.InverseVolume(i) * (inward - outward);
                if (TModel.Reacts)
                    column += r[state, ReactionDerivativeField];
                r[state, Column + pool] = column;
                inward = outward;
            }
        }
    }

    void DerivativesByPool(int state, int pool)
    {
        Vec3<Dual<T>> shared = model.SharedCoefficients(Seed(poolsNow, pool), Dual<T>.Lift(time));
        Vec3<Dual<T>> held = Lift(Load(state, TModel.Species, 0));
        Store(state, TModel.Species, DerivativeField, Derivative(model.Diffusivity(held, shared)));
        if (TModel.Reacts)
            Store(state, TModel.Species, ReactionDerivativeField, Derivative(model.Reaction(held, shared)));
    }

    /// <summary>The flux out of the last shell and the receptors it feeds.</summary>
    void AssembleSurface(T diagonal)
    {
        int last = grid.Shells - 1, state = last * TModel.Species;
        T volume = grid.InverseVolume(last);
        FluxDerivatives surface = SurfaceDerivatives(Load(state, TModel.Species, 0), poolsNow, out FluxDerivatives receptor);
        StoreBlock(state, TModel.Species, Diagonal, TModel.Species,
            LoadBlock(state, TModel.Species, Diagonal, TModel.Species) + volume * surface.Inside);
        StoreBlock(state, TModel.Species, Upper, TModel.Receptors, -volume * surface.Outside);
        if (TModel.CoupledPools > 0)
            StoreBlock(state, TModel.Species, Column, TModel.CoupledPools,
                LoadBlock(state, TModel.Species, Column, TModel.CoupledPools) - volume * surface.AutonomousPool);
        StoreBlock(FirstReceptor, TModel.Receptors, Lower, TModel.Species, receptor.Inside);
        StoreBlock(FirstReceptor, TModel.Receptors, Diagonal, TModel.Receptors, Mat3<T>.Diagonal(diagonal) - receptor.Outside);
        StoreBlock(FirstReceptor, TModel.Receptors, Column, TModel.AutonomousPools, receptor.AutonomousPool);
    }

    /// <summary>
    /// Block elimination outward, group by group. Afterwards Lower holds what a stage adds of the shell before, Diagonal the
    /// inverse, and Upper what a stage adds of the shell outside. Between groups the entries stay as they are.
    /// </summary>
    void FactorChain()
    {
        FactorGroup(0, SphereCoupling<TModel, T>.GroupSize(0));
        FactorGroup(1, SphereCoupling<TModel, T>.GroupSize(1));
        FactorGroup(2, SphereCoupling<TModel, T>.GroupSize(2));
    }

    void FactorGroup(int first, int size)
    {
        bool outermost = first + size == TModel.Species;
        int local = SphereCoupling<TModel, T>.Local(first, size);
        if (local >= 0)
        {
            int other = first + first + 1 - local;
            EliminateLocal(local, other, outermost);
            FactorChainOf(other, outermost);
        }
        else if (size == 1)
        {
            FactorChainOf(first, outermost);
        }
        else if (size > 1)
        {
            FactorBlocks(first, size, outermost);
        }
    }

    /// <summary>
    /// Takes a species that stays in its shell out of the chain of the species it is coupled to: k_local = q - w k_other, where q is its
    /// own right-hand side over its pivot. Afterwards its Diagonal holds the inverse pivot and, in the other's column, w.
    /// </summary>
    void EliminateLocal(int local, int other, bool outermost)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            int state = i * TModel.Species + local, partner = i * TModel.Species + other;
            T inverse = T.Inverse(r[state, Diagonal + local]), w = r[state, Diagonal + other] * inverse;
            r[state, Diagonal + local] = inverse;
            r[state, Diagonal + other] = w;
            r[partner, Diagonal + other] = T.Fma(-r[partner, Diagonal + local], w, r[partner, Diagonal + other]);
            if (!SphereCoupling<TModel, T>.Diffusivity(other, local))
                continue;
            if (i > 0)
                r[partner - TModel.Species, Upper + other] = T.Fma(-r[partner - TModel.Species, Upper + local], w,
                    r[partner - TModel.Species, Upper + other]);
            if (i < last)
                r[partner + TModel.Species, Lower + other] = T.Fma(-r[partner + TModel.Species, Lower + local], w,
                    r[partner + TModel.Species, Lower + other]);
        }

        for (int receptor = FirstReceptor; outermost && receptor < FirstPool; receptor++)
            r[receptor, Lower + other] = T.Fma(-r[receptor, Lower + local], r[last * TModel.Species + local, Diagonal + other],
                r[receptor, Lower + other]);
    }

    /// <summary>The chain of one species; what goes from shell to shell stays in registers.</summary>
    void FactorChainOf(int species, bool outermost)
    {
        TWorkspace r = workspace;
        int last = grid.Shells - 1;
        T inverse = T.FromDouble(0), outside = T.FromDouble(0);
        for (int i = 0; i <= last; i++)
        {
            int state = i * TModel.Species + species;
            T pivot = r[state, Diagonal + species];
            if (i > 0)
            {
                T lower = r[state, Lower + species];
                pivot = T.Fma(-lower, outside, pivot);
                r[state, Lower + species] = lower * inverse;
            }

            inverse = T.Inverse(pivot);
            r[state, Diagonal + species] = inverse;
            if (i < last)
            {
                outside = inverse * r[state, Upper + species];
                r[state, Upper + species] = outside;
            }
        }

        if (outermost)
            FactorReceptors(species, 1);
    }

    /// <summary>The chain of several species, a block for each shell.</summary>
    void FactorBlocks(int first, int size, bool outermost)
    {
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            int state = i * TModel.Species + first;
            if (i > 0)
                EliminateBlock(state, size, state - TModel.Species, first, size, first, size);
            Invert(state, Diagonal + first, size);
            if (i < last)
                FactorOutside(state, size, first, first, size);
        }

        if (outermost)
            FactorReceptors(first, size);
    }

    /// <summary>The receptors behind the last shell.</summary>
    void FactorReceptors(int first, int size)
    {
        int state = (grid.Shells - 1) * TModel.Species + first;
        FactorOutside(state, size, first, 0, TModel.Receptors);
        EliminateBlock(FirstReceptor, TModel.Receptors, state, 0, TModel.Receptors, first, size);
        Invert(FirstReceptor, Diagonal, TModel.Receptors);
    }

    /// <summary>Upper = inverse times Upper.</summary>
    void FactorOutside(int state, int size, int first, int column, int columnCount)
    {
        Product(state, SolvedField, state, Diagonal + first, state, Upper + column, size, size, columnCount, subtract: false);
        StoreBlock(state, size, Upper + column, columnCount, LoadBlock(state, size, SolvedField, columnCount));
    }

    /// <summary>Takes the shell before out of a block row, whose own columns and those of the shell before begin where said.</summary>
    void EliminateBlock(int state, int rowCount, int before, int column, int columnCount, int first, int size)
    {
        Product(state, Diagonal + column, state, Lower + first, before, Upper + column, rowCount, size, columnCount, subtract: true);
        Product(state, Lower + first, state, Lower + first, before, Diagonal + first, rowCount, size, size, subtract: false);
    }
}
