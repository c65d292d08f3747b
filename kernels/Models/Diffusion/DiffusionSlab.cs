using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels;

/// <summary>Drug diffusing out of both faces of a slab.</summary>
sealed class DiffusionSlabModel : DiffusionModel
{
    /// <inheritdoc/>
    public override string Name => "diffusion-slab";

    /// <inheritdoc/>
    public override string Summary => "Fickian diffusion out of both faces of a slab through a film into a finite receptor, with burst";

    /// <inheritdoc/>
    public override Geometry Geometry => Geometry.Slab;

    /// <inheritdoc/>
    protected override string Length => "half thickness";

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<Diffusion<T, SlabShape>, T>();
}

/// <summary>See <see cref="Geometry.Slab"/>.</summary>
readonly struct SlabShape : IGeometry
{
    public static double Dimensions => 1;
}
