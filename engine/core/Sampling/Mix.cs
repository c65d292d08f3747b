namespace SurrogateEngine.Sampling;

/// <summary>Integer hashing behind the counter-based samplers.</summary>
static class Mix
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The splitmix64 generator's output for one counter value (Steele, Lea &amp; Flood, OOPSLA 2014).</summary>
    public static ulong SplitMix(ulong counter)
    {
        ulong z = counter * Golden;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A key that differs for every seed, dimension and purpose.</summary>
    public static ulong Key(ulong seed, int dimension, int purpose) =>
        SplitMix(SplitMix(SplitMix(seed + 1) + (ulong)dimension + 1) + (ulong)purpose + 1);

    /// <summary>The upper 53 bits as a number in [0, 1).</summary>
    public static double ToUnit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
