namespace SurrogateEngine.Sampling;

/// <summary>Independent uniform points: each coordinate is a hash of seed, row and dimension.</summary>
/// <param name="dimensions">Coordinates of every point.</param>
/// <param name="seed">Another seed gives other points.</param>
public sealed class RandomSampler(int dimensions, ulong seed) : ISampler
{
    readonly ulong[] keys = [.. Enumerable.Range(0, dimensions).Select(d => Mix.Key(seed, d, purpose: 0))];

    /// <inheritdoc/>
    public int Dimensions => dimensions;

    /// <inheritdoc/>
    public void Fill(long firstRow, int rows, Span<double> unit)
    {
        for (int i = 0; i < rows; i++)
            for (int d = 0; d < dimensions; d++)
                unit[i * dimensions + d] = Mix.ToUnit(Mix.SplitMix(keys[d] + (ulong)(firstRow + i)));
    }
}
