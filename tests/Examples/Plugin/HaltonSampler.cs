using SurrogateEngine;
using SurrogateEngine.Sampling;

namespace ExamplePlugin;

/// <summary>A sampler of one's own: the Halton sequence (Numer. Math. 2 (1960) 84), shifted by the seed.</summary>
public sealed class HaltonSampler(int dimensions, ulong seed) : ISampler
{
    internal static readonly int[] Primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29];

    readonly double[] shift = [.. Enumerable.Range(0, dimensions).Select(d => SplitMix64.ToUnit(SplitMix64.Key(seed, d, purpose: 77)))];

    public int Dimensions => dimensions;

    public void Fill(long firstRow, int rows, Span<double> unit)
    {
        for (int i = 0; i < rows; i++)
            for (int d = 0; d < dimensions; d++)
                unit[i * dimensions + d] = (RadicalInverse(firstRow + i + 1, Primes[d]) + shift[d]) % 1;
    }

    static double RadicalInverse(long index, int prime)
    {
        double value = 0, digit = 1;
        for (; index > 0; index /= prime)
            value += (digit /= prime) * (index % prime);
        return value;
    }
}

/// <summary>What a scenario finds by its name.</summary>
public sealed class HaltonSamplerFactory : SamplerFactory
{
    public override string Name => "halton";

    public override int MaxDimensions => HaltonSampler.Primes.Length;

    public override ISampler Create(int dimensions, long count, ulong seed) => new HaltonSampler(dimensions, seed);
}
