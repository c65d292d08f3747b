namespace SurrogateEngine.Sampling;

/// <summary>
/// A seeded permutation of binary fractions in which a digit depends only on itself and the digits above it.
/// On the reversed digits that is any chain of additions, odd multiplications and x ^= x * even (Laine &amp; Karras, CGF 30, 2011).
/// </summary>
readonly struct OwenScramble
{
    const int Rounds = 4;
    readonly ulong[] keys;

    public OwenScramble(ulong seed, int dimension)
    {
        keys = new ulong[3 * Rounds];
        for (int i = 0; i < keys.Length; i++)
            keys[i] = SplitMix64.Key(seed, dimension, purpose: 16 + i);
    }

    public ulong Apply(ulong fraction)
    {
        ulong x = Reverse(fraction);
        for (int r = 0; r < keys.Length; r += 3)
        {
            x += keys[r];
            x *= keys[r + 1] | 1;
            x ^= x * (keys[r + 2] & ~1UL);
        }

        return Reverse(x);
    }

    static ulong Reverse(ulong x)
    {
        x = ((x >> 1) & 0x5555555555555555) | ((x & 0x5555555555555555) << 1);
        x = ((x >> 2) & 0x3333333333333333) | ((x & 0x3333333333333333) << 2);
        x = ((x >> 4) & 0x0F0F0F0F0F0F0F0F) | ((x & 0x0F0F0F0F0F0F0F0F) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }
}
