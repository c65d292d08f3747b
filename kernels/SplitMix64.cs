namespace SurrogateEngine;

/// <summary>
/// The splitmix64 generator as a hash of counters: the same numbers on every machine, in any order and from any thread
/// (Steele, Lea &amp; Flood, OOPSLA 2014).
/// </summary>
public static class SplitMix64
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The generator's output for one counter value; 0 for 0.</summary>
    public static ulong At(ulong counter)
    {
        ulong z = unchecked(counter * Golden);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Element <paramref name="index"/> of the sequence that starts at zero.</summary>
    public static ulong Hash(ulong index) => At(unchecked(index + 1));

    /// <summary>One number for several, e.g. a seed for (run, epoch, batch).</summary>
    public static ulong Hash(ulong a, ulong b, ulong c = 0) => Hash(Hash(Hash(a) ^ b) ^ c);

    /// <summary>A key that differs for every seed, dimension and purpose.</summary>
    public static ulong Key(ulong seed, int dimension, int purpose) =>
        At(At(At(seed + 1) + (ulong)dimension + 1) + (ulong)purpose + 1);

    /// <summary>The upper 53 bits as a number in [0, 1).</summary>
    public static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}

/// <summary>A stream of pseudo-random numbers that is the same on every machine and framework version: <see cref="SplitMix64"/> of a
/// counter.</summary>
/// <param name="seed">Another seed gives another stream.</param>
sealed class RandomStream(ulong seed)
{
    ulong counter = SplitMix64.At(seed);

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => SplitMix64.ToUnit(SplitMix64.At(++counter));

    /// <summary>Standard normal (Box &amp; Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());
}
