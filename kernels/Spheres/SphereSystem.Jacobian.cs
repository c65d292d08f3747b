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
        if (!TLaw.UniformDiffusivity)
            Store(state, TLaw.Species, SlopeField, Slope(law.Diffusivity(seeded, Lift(climateNow))));
        if (TLaw.Reacts)
            Store(state, TLaw.Species, ReactionSlopeField, Slope(law.Reaction(seeded, Lift(climateNow))));
    }

    /// <summary>
    /// What one species of shell j does to the rates of shells j - 1 (its Upper block), j and j + 1 (its Lower block):
    /// F = g (D + D_next)/2 (c - c_next) differentiated by the product rule.
    /// </summary>
    void AssembleColumn(int shell, int species, T diagonal)
    {
        int last = grid.Shells - 1;
        T volume = grid.InverseVolume(shell);
        for (int s = 0; s < TLaw.Species; s++)
        {
            int state = shell * TLaw.Species + s;
            bool own = s == species;
            T inner = shell > 0 ? FluxSlope(shell - 1, state, -1, own) : default;
            T outer = shell < last ? FluxSlope(shell, state, 1, own) : default;
            T here = volume * (outer - inner);
            if (own)
                here += diagonal;
            if (TLaw.Reacts)
                here -= rows[state, ReactionSlopeField];
            Put(state, Diagonal + species, here);
            if (shell > 0)
                Put(state - TLaw.Species, Upper + species, -(grid.InverseVolume(shell - 1) * inner));
            if (shell < last)
                Put(state + TLaw.Species, Lower + species, grid.InverseVolume(shell + 1) * outer);
        }
    }

    /// <summary>d(flux through a face)/d(species in work) for a state inside (direction 1) or outside (-1) of it.</summary>
    readonly T FluxSlope(int face, int state, int direction, bool own)
    {
        TRows r = rows;
        T g = grid.Conductance(face);
        int other = state + direction * TLaw.Species;
        T slope = T.Of(0);
        if (!TLaw.UniformDiffusivity)
        {
            T drop = direction > 0 ? r[state, 0] - r[other, 0] : r[other, 0] - r[state, 0];
            slope = T.Of(0.5) * g * r[state, SlopeField] * drop;
        }

        if (!own)
            return slope;
        T through = TLaw.UniformDiffusivity ? r[state, DiffusivityField] : T.Of(0.5) * (r[state, DiffusivityField] + r[other, DiffusivityField]);
        return direction > 0 ? slope + g * through : slope - g * through;
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
    /// Block elimination outward. Afterwards Lower holds what a stage adds of the shell before, Diagonal the inverse, and
    /// Upper what a stage adds of the shell outside.
    /// </summary>
    void FactorChain()
    {
        int species = TLaw.Species;
        for (int i = 0; i < grid.Shells; i++)
        {
            int state = i * species;
            if (i > 0)
                EliminateBlock(state, species, state - species, species);
            Invert(state, Diagonal, species);
            int outside = i < grid.Shells - 1 ? species : TLaw.Baths;
            Product(state, SolvedField, state, Diagonal, state, Upper, species, species, outside, subtract: false);
            StoreBlock(state, species, Upper, outside, LoadBlock(state, species, SolvedField, outside));
        }

        EliminateBlock(FirstBath, TLaw.Baths, FirstBath - species, TLaw.Baths);
        Invert(FirstBath, Diagonal, TLaw.Baths);
    }

    /// <summary>Takes the shell before out of a block row.</summary>
    void EliminateBlock(int state, int rowCount, int before, int columnCount)
    {
        Product(state, Diagonal, state, Lower, before, Upper, rowCount, TLaw.Species, columnCount, subtract: true);
        Product(state, Lower, state, Lower, before, Diagonal, rowCount, TLaw.Species, TLaw.Species, subtract: false);
    }

    readonly void Put(int state, int field, T value)
    {
        TRows r = rows;
        r[state, field] = value;
    }
}
