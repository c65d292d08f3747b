using System.Numerics;

namespace SurrogateEngine.Sampling;

/// <summary>
/// A seeded permutation of 0 .. count - 1 that needs no table: a Feistel network permutes the next power of four,
/// and values outside the range are sent through again until they fall inside (cycle walking, Black &amp; Rogaway 2002).
/// </summary>
readonly struct Permutation
{
    const int Rounds = 6;
    readonly long count;
    readonly ulong key;
    readonly int halfBits;

    public Permutation(long count, ulong key)
    {
        this.count = count;
        this.key = key;
        int bits = count <= 1 ? 1 : 64 - BitOperations.LeadingZeroCount((ulong)(count - 1));
        halfBits = Math.Max(1, (bits + 1) / 2);
    }

    /// <summary>Where <paramref name="index"/> goes.</summary>
    public long this[long index]
    {
        get
        {
            ulong x = (ulong)index;
            do
                x = Feistel(x);
            while (x >= (ulong)count);
            return (long)x;
        }
    }

    ulong Feistel(ulong x)
    {
        ulong mask = (1UL << halfBits) - 1;
        ulong left = x >> halfBits, right = x & mask;
        for (ulong round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ (SplitMix64.At(key + (right * Rounds) + round) & mask));
        return (left << halfBits) | right;
    }
}
