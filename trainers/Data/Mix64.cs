namespace SurrogateEngine.Trainers;

/// <summary>The splitmix64 finaliser: a number in, a well-mixed number out (Steele, Lea & Flood, OOPSLA 2014).</summary>
static class Mix64
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Element <paramref name="index"/> of the sequence that starts at zero.</summary>
    public static ulong Of(ulong index)
    {
        ulong z = unchecked((index + 1) * Golden);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>One number for several, e.g. a seed for (run, epoch, batch).</summary>
    public static ulong Of(ulong a, ulong b, ulong c = 0) => Of(Of(Of(a) ^ b) ^ c);
}
