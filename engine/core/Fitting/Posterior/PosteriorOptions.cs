namespace SurrogateEngine.Fitting;

/// <summary>How a posterior is sampled.</summary>
public sealed record PosteriorOptions
{
    /// <summary>Ensembles that know nothing of each other: where they agree, the sampling has converged.</summary>
    public int Ensembles { get; init; } = 4;

    /// <summary>Walkers of each, even; at least twice the parameters plus two are taken.</summary>
    public int Walkers { get; init; } = 32;

    /// <summary>Moves of each walker that count.</summary>
    public int Moves { get; init; } = 1000;

    /// <summary>Moves before them that do not.</summary>
    public int Warmup { get; init; } = 500;

    /// <summary>Another seed draws others.</summary>
    public ulong Seed { get; init; } = 1;
}
