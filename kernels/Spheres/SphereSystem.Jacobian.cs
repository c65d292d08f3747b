using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Spheres;

public partial struct SphereSystem<TLaw, T, TRows, TGrid, TMethod>
{
    /// <summary>How one shell's diffusivity and reaction answer to its own species and to the drivers.</summary>
    readonly struct Slopes(Few<T> diffusivity, Block<T> byShell, Block<T> byDriver, Block<T> reactionByShell, Block<T> reactionByDriver)
    {
        public readonly Few<T> Diffusivity = diffusivity;
        public readonly Block<T> ByShell = byShell, ByDriver = byDriver, ReactionByShell = reactionByShell, ReactionByDriver = reactionByDriver;
    }

    /// <summary>How the flux through one face answers to the shell inside, to what lies outside and to the drivers.</summary>
    readonly struct FluxSlopes(Block<T> inside, Block<T> outside, Block<T> driver)
    {
        public readonly Block<T> Inside = inside, Outside = outside, Driver = driver;
    }

    /// <summary>Assembles and factors diagonal I - J at the current states.</summary>
    void Linearise(T diagonal)
    {
        Few<T> drivers = Load(FirstDriver, TLaw.Drivers, 0);
        StoreBlock(FirstDriver, TLaw.Drivers, Column, TLaw.Drivers, (Block<T>.Diagonal(diagonal) - DriverJacobian(drivers)).Inverse(TLaw.Drivers));

        if (Simple)
        {
            FactorChain1(diagonal, drivers);
            return;
        }

        FactorChain(diagonal, drivers);
    }

    void FactorChain(T diagonal, Few<T> drivers)
    {
        int last = grid.Shells - 1;
        Few<T> here = Load(0, TLaw.Species, 0);
        Slopes slopes = SlopesOf(here, drivers);
        FluxSlopes fluxIn = default;
        Block<T> upperBefore = default;
        Block<T> inverseBefore = default;
        for (int i = 0; i < last; i++)
        {
            Few<T> next = Load((i + 1) * TLaw.Species, TLaw.Species, 0);
            Slopes slopesNext = TLaw.UniformDiffusivity && !TLaw.Reacts ? slopes : SlopesOf(next, drivers);
            FluxSlopes flux = FaceSlopes(i, here - next, slopes, slopesNext);
            Factor(i, diagonal, slopes, fluxIn, flux, TLaw.Species, ref inverseBefore, ref upperBefore);
            (here, slopes, fluxIn) = (next, slopesNext, flux);
        }

        FluxSlopes surface = SurfaceSlopes(here, drivers, out FluxSlopes bath);
        Factor(last, diagonal, slopes, fluxIn, surface, TLaw.Baths, ref inverseBefore, ref upperBefore);
        FactorBaths(diagonal, bath, inverseBefore, upperBefore);
    }

    /// <summary>One block row of the elimination; <paramref name="outerCount"/> is how many unknowns lie outside.</summary>
    [MethodImpl(Inline)]
    void Factor(int shell, T diagonal, Slopes slopes, FluxSlopes fluxIn, FluxSlopes flux, int outerCount, ref Block<T> inverseBefore, ref Block<T> upperBefore)
    {
        T inverseVolume = grid.InverseVolume(shell);
        Block<T> lower = inverseVolume * fluxIn.Inside;
        Block<T> upper = (-inverseVolume) * flux.Outside;
        Block<T> here = Block<T>.Diagonal(diagonal) - inverseVolume * (fluxIn.Outside - flux.Inside);
        Block<T> column = inverseVolume * (fluxIn.Driver - flux.Driver);
        if (TLaw.Reacts)
        {
            here -= slopes.ReactionByShell;
            column += slopes.ReactionByDriver;
        }

        int state = shell * TLaw.Species;
        Block<T> inverse = (here - lower * upperBefore).Inverse(TLaw.Species);
        Block<T> upperSolved = inverse * upper;
        StoreBlock(state, TLaw.Species, Lower, TLaw.Species, lower * inverseBefore);
        StoreBlock(state, TLaw.Species, Diagonal, TLaw.Species, inverse);
        StoreBlock(state, TLaw.Species, Upper, outerCount, upperSolved);
        StoreBlock(state, TLaw.Species, Column, TLaw.FeltDrivers, column);
        (inverseBefore, upperBefore) = (inverse, upperSolved);
    }

    void FactorBaths(T diagonal, FluxSlopes bath, Block<T> inverseBefore, Block<T> upperBefore)
    {
        Block<T> lower = bath.Inside;
        Block<T> here = Block<T>.Diagonal(diagonal) - bath.Outside;
        StoreBlock(FirstBath, TLaw.Baths, Lower, TLaw.Species, lower * inverseBefore);
        StoreBlock(FirstBath, TLaw.Baths, Diagonal, TLaw.Baths, (here - lower * upperBefore).Inverse(TLaw.Baths));
        StoreBlock(FirstBath, TLaw.Baths, Column, TLaw.Drivers, bath.Driver);
    }

    /// <summary>F = g (D + D_next)/2 (c - c_next), differentiated by the product rule.</summary>
    [MethodImpl(Inline)]
    readonly FluxSlopes FaceSlopes(int face, Few<T> drop, Slopes inner, Slopes outer)
    {
        T g = grid.Conductance(face);
        Few<T> through = g * Face(inner.Diffusivity, outer.Diffusivity);
        Block<T> own = Block<T>.Diagonal(through);
        if (TLaw.UniformDiffusivity)
            return new(own, Block<T>.Diagonal(-T.Of(1) * through), inner.ByDriver.ScaleRows(g * drop));
        Few<T> halfDrop = (T.Of(0.5) * g) * drop;
        return new(
            own + inner.ByShell.ScaleRows(halfDrop),
            outer.ByShell.ScaleRows(halfDrop) - own,
            (inner.ByDriver + outer.ByDriver).ScaleRows(halfDrop));
    }

    [MethodImpl(Inline)]
    void StoreBlock(int state, int rowCount, int field, int columnCount, Block<T> block)
    {
        Store(state, rowCount, field, block.First);
        if (columnCount > 1)
            Store(state, rowCount, field + 1, block.Second);
        if (columnCount > 2)
            Store(state, rowCount, field + 2, block.Third);
    }
}
