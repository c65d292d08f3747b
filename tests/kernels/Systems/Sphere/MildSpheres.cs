using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Systems.Sphere;

/// <summary>Spheres that are not stiff, one of each number of species: few shells and slow diffusion.</summary>
static class MildSpheres
{
    public static ReleaseModel Plga => new PlgaSphereModel();

    public static ReleaseModel Affinity => new AffinitySphereModel();

    public static ReleaseModel PlgaLocal => new PlgaLocalModel();

    public static IEnumerable<ReleaseModel> Models => [Plga, Affinity, PlgaLocal];

    public static BatchOptions Options { get; } = new() { Shells = 4 };

    /// <summary>Formulations spread over the slow end of what makes a sphere stiff and over the usual range of all else.</summary>
    public static double[] Formulations(ReleaseModel model, int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).SelectMany(_ => model.Parameters.Select(parameter => Value(parameter, random.NextDouble())))];
    }

    static double Value(Parameter parameter, double u) => parameter.Name switch
    {
        "tau" or "tau_a" => 20 + 60 * u,
        "alpha" => 0.5 + u,
        "K" => 1 + u,
        "koff" => 0.1 + u,
        "kb" => 1 + 4 * u,
        _ => parameter.At(u),
    };
}
