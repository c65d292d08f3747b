namespace SurrogateEngine.Sampling;

/// <summary>
/// Latin hypercube: cut every axis into as many strata as there are rows; each stratum of each axis holds exactly one row
/// (McKay, Beckman &amp; Conover, Technometrics 21, 1979). Which row gets which stratum is a hashed permutation, so row i costs O(1).
/// </summary>
public sealed class LatinHypercubeSampler : ISampler
{
    readonly long count;
    readonly Permutation[] strata;
    readonly ulong[] jitter;

    /// <param name="dimensions">Coordinates of every point.</param>
    /// <param name="count">Rows of the whole design, which fixes the strata.</param>
    /// <param name="seed">Another seed gives another design.</param>
    public LatinHypercubeSampler(int dimensions, long count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        this.count = count;
        strata = [.. Enumerable.Range(0, dimensions).Select(d => new Permutation(count, SplitMix64.Key(seed, d, purpose: 1)))];
        jitter = [.. Enumerable.Range(0, dimensions).Select(d => SplitMix64.Key(seed, d, purpose: 2))];
    }

    /// <inheritdoc/>
    public int Dimensions => strata.Length;

    /// <inheritdoc/>
    public void Fill(long firstRow, int rows, Span<double> unit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow + rows, count);
        for (int i = 0; i < rows; i++)
            for (int d = 0; d < Dimensions; d++)
            {
                double inside = SplitMix64.ToUnit(SplitMix64.At(jitter[d] + (ulong)(firstRow + i)));
                // The largest double below 1 guards against rounding up in the last stratum.
                unit[i * Dimensions + d] = Math.Min((strata[d][firstRow + i] + inside) / count, 1 - 1.0 / (1UL << 53));
            }
    }
}

/// <summary>Makes them.</summary>
sealed class LatinHypercubeSamplerFactory : SamplerFactory
{
    public override string Name => "latin-hypercube";

    public override int Rank => 2;

    public override bool IsEndless => false;

    public override ISampler Create(int dimensions, long count, ulong seed) => new LatinHypercubeSampler(dimensions, count, seed);
}
