using System.Numerics;

namespace SurrogateEngine.Sampling;

/// <summary>
/// Sobol points in Gray-code order, scrambled per dimension. Row i is the exclusive or of the direction numbers at the set
/// bits of i ^ (i >> 1) (Antonov &amp; Saleev 1979), so it needs no row before it. The scramble is a hashed form of Owen's nested one:
/// each binary digit is flipped by a hash of the digits above it, which keeps every stratum filled evenly and removes the
/// sequence's artifacts (Owen 1995; Burley, JCGT 9(4), 2020).
/// </summary>
public sealed class SobolSampler : ISampler
{
    /// <summary>Coordinates for which direction numbers are at hand.</summary>
    public const int MaxDimensions = SobolDirections.MaxDimensions;

    readonly ulong[][] directions;
    readonly OwenScramble[]? scrambles;

    /// <param name="dimensions">Coordinates of every point, at most <see cref="MaxDimensions"/>.</param>
    /// <param name="seed">Another seed gives another scramble; null gives the plain sequence, which begins at the origin.</param>
    public SobolSampler(int dimensions, ulong? seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MaxDimensions);
        directions = [.. Enumerable.Range(0, dimensions).Select(SobolDirections.Of)];
        if (seed is { } s)
            scrambles = [.. Enumerable.Range(0, dimensions).Select(d => new OwenScramble(s, d))];
    }

    /// <inheritdoc/>
    public int Dimensions => directions.Length;

    /// <inheritdoc/>
    public void Fill(long firstRow, int rows, Span<double> unit)
    {
        for (int d = 0; d < Dimensions; d++)
        {
            ulong point = Point(d, firstRow);
            for (int i = 0; i < rows; i++)
            {
                unit[i * Dimensions + d] = SplitMix64.ToUnit(scrambles is null ? point : scrambles[d].Apply(point));
                // The next row's Gray code differs in one bit: the lowest set bit of its number.
                point ^= directions[d][BitOperations.TrailingZeroCount(firstRow + i + 1)];
            }
        }
    }

    ulong Point(int dimension, long row)
    {
        ulong point = 0;
        for (ulong gray = (ulong)(row ^ (row >> 1)); gray != 0; gray &= gray - 1)
            point ^= directions[dimension][BitOperations.TrailingZeroCount(gray)];
        return point;
    }
}

/// <summary>Makes them.</summary>
sealed class SobolSamplerFactory : SamplerFactory
{
    public override string Name => "sobol";

    public override int Rank => 1;

    public override int MaxDimensions => SobolSampler.MaxDimensions;

    public override ISampler Create(int dimensions, long count, ulong seed) => new SobolSampler(dimensions, seed);
}
