namespace SurrogateEngine.Sampling;

/// <summary>A way to spread formulations over the parameter ranges, as a scenario file names it. One subclass beside each
/// sampler.</summary>
public abstract class SamplerFactory : INamed
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual int Rank => 1000;

    /// <summary>Most coordinates it can give.</summary>
    public virtual int MaxDimensions => int.MaxValue;

    /// <summary>Whether rows behind the last one go on in the same sequence, so that training can go on without an end.</summary>
    public virtual bool IsEndless => true;

    /// <summary>A sampler of the unit cube.</summary>
    /// <param name="dimensions">Coordinates of every point.</param>
    /// <param name="count">Rows that will be drawn in all.</param>
    /// <param name="seed">Another seed gives other points.</param>
    public abstract ISampler Create(int dimensions, long count, ulong seed);
}

/// <summary>Finds samplers by the name a scenario file uses.</summary>
public static class Samplers
{
    /// <summary>Every sampler, the recommended one first.</summary>
    public static Registry<SamplerFactory> All { get; } = new Registry<SamplerFactory>("sampler").Register(typeof(Samplers).Assembly);
}
