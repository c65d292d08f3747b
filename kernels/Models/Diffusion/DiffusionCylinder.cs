using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels;

/// <summary>Drug diffusing out of the side of a long cylinder.</summary>
sealed class DiffusionCylinderModel : DiffusionModel
{
    /// <inheritdoc/>
    public override string Name => "diffusion-cylinder";

    /// <inheritdoc/>
    public override string Summary => "Fickian diffusion out of a long cylinder through a film into a finite receptor, with burst";

    /// <inheritdoc/>
    public override Geometry Geometry => Geometry.Cylinder;

    /// <inheritdoc/>
    protected override string Length => "radius";

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<Diffusion<T, CylinderShape>, T>();
}

/// <summary>See <see cref="Geometry.Cylinder"/>.</summary>
readonly struct CylinderShape : IGeometry
{
    public static double Dimensions => 2;
}
