using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

/// <summary>
/// The matrix diagonal I - J of any number of species, column by column, and its factors. The fields of the first
/// stages are free while it is built: they hold diffusivities and slopes.
/// </summary>
partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <summary>How a flux or a rate answers to the last shell, to the baths and to the drivers.</summary>
    readonly struct FluxSlopes(Block<T> inside, Block<T> outside, Block<T> driver)
    {
        public readonly Block<T> Inside = inside, Outside = outside, Driver = driver;
    }

    static int DiffusivityField => 1;

    static int SlopeField => 2;

    static int ReactionSlopeField => 3;

    /// <summary>Up to three columns that a product goes to before it replaces one of its factors.</summary>
    static int SolvedField => 1;

    /// <summary>Assembles and factors diagonal I - J at the current states.</summary>
    void Linearise(T diagonal)
    {
        Few<T> drivers = Load(FirstDriver, TLaw.Drivers, 0);
        StoreBlock(FirstDriver, TLaw.Drivers, Column, TLaw.Drivers, (Block<T>.Diagonal(diagonal) - DriverJacobian(drivers)).Inverse(TLaw.Drivers));
        if (TLaw.DependsOnTime)
            TimeSlopes();
        if (Simple)
        {
            FactorChain1(diagonal, drivers);
            return;
        }

        driversNow = drivers;
        climateNow = law.Climate(drivers, time);
        for (int i = 0; i < grid.Shells; i++)
            StoreDiffusivity(i * TLaw.Species);
        for (int i = 0; i < grid.Shells; i++)
        {
            for (int species = 0; species < TLaw.Species; species++)
            {
                SlopesBySpecies(i * TLaw.Species, species);
                AssembleColumn(i, species, diagonal);
            }
        }

        for (int driver = 0; driver < TLaw.FeltDrivers; driver++)
            AssembleDriverColumn(driver);
        AssembleSurface(diagonal);
        FactorChain();
    }

    void StoreDiffusivity(int state) =>
        Store(state, TLaw.Species, DiffusivityField, law.Diffusivity(Load(state, TLaw.Species, 0), climateNow));

    /// <summary>dD/dc and dR/dc along one species of a shell, into the shell's records.</summary>
    void SlopesBySpecies(int state, int species)
    {
        Few<Dual<T>> seeded = Seed(Load(state, TLaw.Species, 0), species);
        if (SphereCoupling<TLaw, T>.AnyDiffusivity(species))
            Store(state, TLaw.Species, SlopeField, Slope(law.Diffusivity(seeded, Lift(climateNow))));
        if (SphereCoupling<TLaw, T>.AnyReaction(species))
            Store(state, TLaw.Species, ReactionSlopeField, Slope(law.Reaction(seeded, Lift(climateNow))));
    }

    /// <summary>
    /// What one species of shell j does to the rates of shells j - 1 (its Upper block), j and j + 1 (its Lower block):
    /// F = g (D + D_next)/2 (c - c_next) differentiated by the product rule. A block holds zeros where nothing couples; between
    /// groups nobody looks.
    /// </summary>
    void AssembleColumn(int shell, int species, T diagonal)
    {
        TRows r = rows;
        int last = grid.Shells - 1;
        T volume = grid.InverseVolume(shell);
        T inside = shell > 0 ? T.Of(0.5) * grid.Conductance(shell - 1) : default, outside = shell < last ? T.Of(0.5) * grid.Conductance(shell) : default;
        for (int s = 0; s < TLaw.Species; s++)
        {
            bool own = s == species, spreads = SphereCoupling<TLaw, T>.Diffusivity(s, species);
            if (!SphereCoupling<TLaw, T>.Couples(s, species))
                continue;
            int state = shell * TLaw.Species + s;
            bool moves = spreads || (own && SphereCoupling<TLaw, T>.Moves(s));
            T inner = moves && shell > 0 ? FluxSlope(inside, state, state - TLaw.Species, own, spreads) : T.Of(0);
            T outer = moves && shell < last ? FluxSlope(outside, state, state + TLaw.Species, own, spreads) : T.Of(0);
            T here = volume * (inner + outer);
            if (own)
                here += diagonal;
            if (SphereCoupling<TLaw, T>.Reaction(s, species))
                here -= r[state, ReactionSlopeField];
            r[state, Diagonal + species] = here;
            if (shell > 0)
                r[state - TLaw.Species, Upper + species] = grid.InverseVolume(shell - 1) * inner;
            if (shell < last)
                r[state + TLaw.Species, Lower + species] = grid.InverseVolume(shell + 1) * outer;
        }
    }

    /// <summary>d(flux out of a shell through one of its faces)/d(its species in work), for half the conductance of that face.</summary>
    [MethodImpl(Inline)]
    readonly T FluxSlope(T halfConductance, int state, int other, bool own, bool spreads)
    {
        TRows r = rows;
        T slope = spreads ? r[state, SlopeField] * (r[state, 0] - r[other, 0]) : T.Of(0);
        return halfConductance * (own ? slope + (r[state, DiffusivityField] + r[other, DiffusivityField]) : slope);
    }

    /// <summary>What one driver does to the rates of every shell but, at the surface, through the flux out.</summary>
    void AssembleDriverColumn(int driver)
    {
        TRows r = rows;
        for (int i = 0; i < grid.Shells; i++)
            SlopesByDriver(i * TLaw.Species, driver);
        for (int s = 0; s < TLaw.Species; s++)
        {
            T inward = T.Of(0);
            for (int i = 0; i < grid.Shells; i++)
            {
                int state = i * TLaw.Species + s;
                T outward = T.Of(0);
                if (i < grid.Shells - 1)
                {
                    int next = state + TLaw.Species;
                    outward = T.Of(0.5) * grid.Conductance(i) * (r[state, SlopeField] + r[next, SlopeField]) * (r[state, 0] - r[next, 0]);
                }

                T column = grid.InverseVolume(i) * (inward - outward);
                if (TLaw.Reacts)
                    column += r[state, ReactionSlopeField];
                r[state, Column + driver] = column;
                inward = outward;
            }
        }
    }

    void SlopesByDriver(int state, int driver)
    {
        Few<Dual<T>> climate = law.Climate(Seed(driversNow, driver), Dual<T>.Lift(time));
        Few<Dual<T>> held = Lift(Load(state, TLaw.Species, 0));
        Store(state, TLaw.Species, SlopeField, Slope(law.Diffusivity(held, climate)));
        if (TLaw.Reacts)
            Store(state, TLaw.Species, ReactionSlopeField, Slope(law.Reaction(held, climate)));
    }

    /// <summary>The flux out of the last shell and the baths it feeds.</summary>
    void AssembleSurface(T diagonal)
    {
        int last = grid.Shells - 1, state = last * TLaw.Species;
        T volume = grid.InverseVolume(last);
        FluxSlopes surface = SurfaceSlopes(Load(state, TLaw.Species, 0), driversNow, out FluxSlopes bath);
        StoreBlock(state, TLaw.Species, Diagonal, TLaw.Species, LoadBlock(state, TLaw.Species, Diagonal, TLaw.Species) + volume * surface.Inside);
        StoreBlock(state, TLaw.Species, Upper, TLaw.Baths, -volume * surface.Outside);
        if (TLaw.FeltDrivers > 0)
            StoreBlock(state, TLaw.Species, Column, TLaw.FeltDrivers, LoadBlock(state, TLaw.Species, Column, TLaw.FeltDrivers) - volume * surface.Driver);
        StoreBlock(FirstBath, TLaw.Baths, Lower, TLaw.Species, bath.Inside);
        StoreBlock(FirstBath, TLaw.Baths, Diagonal, TLaw.Baths, Block<T>.Diagonal(diagonal) - bath.Outside);
        StoreBlock(FirstBath, TLaw.Baths, Column, TLaw.Drivers, bath.Driver);
    }

    /// <summary>
    /// Block elimination outward, group by group. Afterwards Lower holds what a stage adds of the shell before, Diagonal the
    /// inverse, and Upper what a stage adds of the shell outside. Between groups the entries stay as they are.
    /// </summary>
    void FactorChain()
    {
        FactorGroup(0, SphereCoupling<TLaw, T>.GroupSize(0));
        FactorGroup(1, SphereCoupling<TLaw, T>.GroupSize(1));
        FactorGroup(2, SphereCoupling<TLaw, T>.GroupSize(2));
    }

    void FactorGroup(int first, int size)
    {
        bool outermost = first + size == TLaw.Species;
        int local = SphereCoupling<TLaw, T>.Local(first, size);
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
        TRows r = rows;
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            int state = i * TLaw.Species + local, partner = i * TLaw.Species + other;
            T inverse = T.Inverse(r[state, Diagonal + local]), w = r[state, Diagonal + other] * inverse;
            r[state, Diagonal + local] = inverse;
            r[state, Diagonal + other] = w;
            r[partner, Diagonal + other] = T.Fma(-r[partner, Diagonal + local], w, r[partner, Diagonal + other]);
            if (!SphereCoupling<TLaw, T>.Diffusivity(other, local))
                continue;
            if (i > 0)
                r[partner - TLaw.Species, Upper + other] = T.Fma(-r[partner - TLaw.Species, Upper + local], w, r[partner - TLaw.Species, Upper + other]);
            if (i < last)
                r[partner + TLaw.Species, Lower + other] = T.Fma(-r[partner + TLaw.Species, Lower + local], w, r[partner + TLaw.Species, Lower + other]);
        }

        for (int bath = FirstBath; outermost && bath < FirstDriver; bath++)
            r[bath, Lower + other] = T.Fma(-r[bath, Lower + local], r[last * TLaw.Species + local, Diagonal + other], r[bath, Lower + other]);
    }

    /// <summary>The chain of one species; what goes from shell to shell stays in registers.</summary>
    void FactorChainOf(int species, bool outermost)
    {
        TRows r = rows;
        int last = grid.Shells - 1;
        T inverse = T.Of(0), outside = T.Of(0);
        for (int i = 0; i <= last; i++)
        {
            int state = i * TLaw.Species + species;
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
            FactorBaths(species, 1);
    }

    /// <summary>The chain of several species, a block for each shell.</summary>
    void FactorBlocks(int first, int size, bool outermost)
    {
        int last = grid.Shells - 1;
        for (int i = 0; i <= last; i++)
        {
            int state = i * TLaw.Species + first;
            if (i > 0)
                EliminateBlock(state, size, state - TLaw.Species, first, size, first, size);
            Invert(state, Diagonal + first, size);
            if (i < last)
                FactorOutside(state, size, first, first, size);
        }

        if (outermost)
            FactorBaths(first, size);
    }

    /// <summary>The baths behind the last shell.</summary>
    void FactorBaths(int first, int size)
    {
        int state = (grid.Shells - 1) * TLaw.Species + first;
        FactorOutside(state, size, first, 0, TLaw.Baths);
        EliminateBlock(FirstBath, TLaw.Baths, state, 0, TLaw.Baths, first, size);
        Invert(FirstBath, Diagonal, TLaw.Baths);
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
