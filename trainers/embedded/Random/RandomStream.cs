using System.Runtime.CompilerServices;

namespace TorchSharp.Embedded;

/// <summary>
/// Random numbers by position: number i of a stream is a mixture of seed and i (SplitMix64's finaliser), so any part of a
/// tensor can be filled by any thread with the same result, and the whole state is two integers.
/// </summary>
internal struct RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    internal ulong Seed;
    internal ulong Position;

    /// <summary>Sets aside the next <paramref name="count"/> numbers.</summary>
    internal RandomStream Take(long count)
    {
        var taken = this;
        Position += (ulong)count;
        return taken;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ulong At(long i) => Mix(Mix(Seed + Golden) + (Position + (ulong)i + 1) * Golden);

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly double Uniform(long i) => (At(i) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
