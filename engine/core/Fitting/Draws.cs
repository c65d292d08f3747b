namespace SurrogateEngine.Fitting;

/// <summary>A stream of pseudo-random numbers that is the same on every machine and framework version (splitmix64 of a counter).</summary>
sealed class Draws(ulong seed)
{
    ulong counter = Sampling.Mix.SplitMix(seed);

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => Sampling.Mix.ToUnit(Sampling.Mix.SplitMix(++counter));

    /// <summary>Standard normal (Box &amp; Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());
}
