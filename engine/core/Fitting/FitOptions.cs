namespace SurrogateEngine.Fitting;

/// <summary>How to search for the parameters behind a measured profile.</summary>
public sealed record FitOptions
{
    /// <summary>Parameters that are known, by name, in the model's units: held there instead of fitted. They win over what the profile says
    /// is known.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>Parameter sets spread over the whole search space before any is refined.</summary>
    public int Candidates { get; init; } = 16_384;

    /// <summary>How many of the best candidates are refined by least squares.</summary>
    public int Starts { get; init; } = 16;

    /// <summary>Confidence of the region from which band and parameter ranges are read, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Walkers that explore that region, each for <see cref="Walk"/> moves.</summary>
    public int Walkers { get; init; } = 256;

    /// <summary>Moves of each walker.</summary>
    public int Walk { get; init; } = 200;

    /// <summary>Walkers that explore the region of the mechanistic model, where one checks the fit.</summary>
    public int ModelWalkers { get; init; } = 64;

    /// <summary>Moves of each of them.</summary>
    public int ModelWalk { get; init; } = 60;

    /// <summary>By how much residuals count: other than squares, a few wrong measurements do not decide the fit.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Draws parameter sets from the posterior too; null draws none.</summary>
    public PosteriorOptions? Posterior { get; init; }

    /// <summary>Another seed explores other parameter sets; the same seed gives the same fit.</summary>
    public ulong Seed { get; init; } = 1;
}
