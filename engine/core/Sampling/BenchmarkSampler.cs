namespace SurrogateEngine.Sampling;

/// <summary>
/// The formulations of the benchmark problems P1 and P2, so that a scenario file can reproduce their reference curves:
/// u(i, j) is splitmix64 of 64 i + j + 1. It takes no seed.
/// </summary>
/// <param name="dimensions">Coordinates of every point, at most 64.</param>
public sealed class BenchmarkSampler(int dimensions) : ISampler
{
    /// <summary>Rows are 64 counters apart, so there is room for this many coordinates.</summary>
    public const int MaxDimensions = 64;

    /// <inheritdoc/>
    public int Dimensions => dimensions;

    /// <inheritdoc/>
    public void Fill(long firstRow, int rows, Span<double> unit)
    {
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < dimensions; j++)
                unit[i * dimensions + j] = SplitMix64.ToUnit(SplitMix64.At((ulong)(firstRow + i) * MaxDimensions + (ulong)j + 1));
    }
}

/// <summary>Makes them.</summary>
sealed class BenchmarkSamplerFactory : SamplerFactory
{
    public override string Name => "benchmark";

    public override int Rank => 4;

    public override int MaxDimensions => BenchmarkSampler.MaxDimensions;

    public override ISampler Create(int dimensions, long count, ulong seed) => new BenchmarkSampler(dimensions);
}
