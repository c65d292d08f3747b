using SurrogateEngine.Kernels.Integration;

namespace SurrogateEngine.Kernels;

/// <summary>Drug diffusing out of a sphere.</summary>
sealed class DiffusionSphereModel : DiffusionModel
{
    /// <inheritdoc/>
    public override string Name => "diffusion-sphere";

    /// <inheritdoc/>
    public override string Summary => "Fickian diffusion out of a sphere through a film into a finite receptor, with burst";

    /// <inheritdoc/>
    public override Geometry Geometry => Geometry.Sphere;

    /// <inheritdoc/>
    protected override string Length => "radius";

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<Diffusion<T, SphereShape>, T>();
}

/// <summary>See <see cref="Geometry.Sphere"/>.</summary>
readonly struct SphereShape : IGeometry
{
    public static double Dimensions => 3;
}
