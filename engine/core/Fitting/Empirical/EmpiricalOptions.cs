namespace SurrogateEngine.Fitting.Empirical;

/// <summary>How empirical models are fitted to a profile.</summary>
public sealed record EmpiricalOptions
{
    /// <summary>Which models: names, or <see cref="EmpiricalModels.Families"/> or <see cref="EmpiricalModels.All"/>.</summary>
    public IReadOnlyList<string> Models { get; init; } = [EmpiricalModels.Families];

    /// <summary>How much each point weighs.</summary>
    public PointWeights Weights { get; init; } = PointWeights.Equal;

    /// <summary>By how much residuals count: other than squares, a few wrong measurements do not decide the fit.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Confidence of intervals and bands, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Only points up to this time, in the profile's unit, are fitted.</summary>
    public double LastTime { get; init; } = double.PositiveInfinity;

    /// <summary>How many of the best models get likelihood profiles, which also say what the data leave open.</summary>
    public int Profiled { get; init; } = 5;

    /// <summary>Parameter sets that are tried for each model before any is refined.</summary>
    public int Candidates { get; init; } = 256;

    /// <summary>How many of them are refined.</summary>
    public int Starts { get; init; } = 6;
}
