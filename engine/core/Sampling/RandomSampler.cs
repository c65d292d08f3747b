namespace SurrogateEngine.Sampling;

/// <summary>Independent uniform points: each coordinate is a hash of seed, row and dimension.</summary>
/// <param name="dimensions">Coordinates of every point.</param>
/// <param name="seed">Another seed gives other points.</param>
public sealed class RandomSampler(int dimensions, ulong seed) : ISampler
{
    readonly ulong[] keys = [.. Enumerable.Range(0, dimensions).Select(d => SplitMix64.Key(seed, d, purpose: 0))];

    /// <inheritdoc/>
    public int Dimensions => dimensions;

    /// <inheritdoc/>
    public void Fill(long firstRow, int rows, Span<double> unit)
    {
        for (int i = 0; i < rows; i++)
            for (int d = 0; d < dimensions; d++)
                unit[i * dimensions + d] = SplitMix64.ToUnit(SplitMix64.At(keys[d] + (ulong)(firstRow + i)));
    }
}

/// <summary>Makes them.</summary>
sealed class RandomSamplerFactory : SamplerFactory
{
    public override string Name => "random";

    public override int Rank => 3;

    public override ISampler Create(int dimensions, long count, ulong seed) => new RandomSampler(dimensions, seed);
}
