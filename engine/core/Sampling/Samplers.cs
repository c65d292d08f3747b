namespace SurrogateEngine.Sampling;

/// <summary>Finds samplers by the name a scenario file uses.</summary>
public static class Samplers
{
    /// <summary>Every sampler, the recommended one first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["sobol", "latin-hypercube", "random", "benchmark"];

    /// <summary>A sampler of the unit cube.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="dimensions">Coordinates of every point.</param>
    /// <param name="count">Rows that will be drawn in all.</param>
    /// <param name="seed">Another seed gives other points; the benchmark sampler takes none.</param>
    /// <exception cref="ArgumentException">No sampler has that name.</exception>
    public static ISampler Create(string name, int dimensions, long count, ulong seed) => name switch
    {
        "sobol" => new SobolSampler(dimensions, seed),
        "latin-hypercube" => new LatinHypercubeSampler(dimensions, count, seed),
        "random" => new RandomSampler(dimensions, seed),
        "benchmark" => new BenchmarkSampler(dimensions),
        _ => throw new ArgumentException($"No sampler is called '{name}'.", nameof(name)),
    };

    /// <summary>Coordinates a sampler can give.</summary>
    public static int MaxDimensions(string name) => name switch
    {
        "sobol" => SobolSampler.MaxDimensions,
        "benchmark" => BenchmarkSampler.MaxDimensions,
        _ => int.MaxValue,
    };
}
