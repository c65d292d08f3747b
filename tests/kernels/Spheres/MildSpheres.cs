using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels.Spheres;

/// <summary>Spheres that are not stiff, one of each number of species: few shells and slow diffusion.</summary>
static class MildSpheres
{
    public static ReleaseLaw Plga => new PlgaSphereLaw();

    public static ReleaseLaw Affinity => new AffinitySphereLaw();

    public static ReleaseLaw PlgaLocal => new PlgaLocalLaw();

    public static IEnumerable<ReleaseLaw> Laws => [Plga, Affinity, PlgaLocal];

    public static EnsembleOptions Options { get; } = new() { Shells = 4 };

    /// <summary>Formulations spread over the slow end of what makes a sphere stiff and over the usual range of all else.</summary>
    public static double[] Formulations(ReleaseLaw law, int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).SelectMany(_ => law.Parameters.Select(parameter => Value(parameter, random.NextDouble())))];
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
