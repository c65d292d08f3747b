using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting;

/// <summary>What a posterior says of one parameter, in the parameter's unit.</summary>
/// <param name="About">The parameter.</param>
/// <param name="Profile">The profile that it belongs to; empty where it belongs to all.</param>
/// <param name="Mean">Mean of the draws.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Low">Lower end of the central interval.</param>
/// <param name="Median">Median.</param>
/// <param name="High">Upper end.</param>
/// <param name="Rhat">Split R-hat over ensembles that know nothing of each other: 1 where they agree.</param>
/// <param name="EffectiveSamples">Independent draws that the mean is worth.</param>
public sealed record PosteriorParameter(
    Parameter About, string Profile, double Mean, double Deviation, double Low, double Median, double High, double Rhat,
    double EffectiveSamples);

/// <summary>
/// Parameter sets drawn from the posterior: the likelihood of the measurements times a prior that is flat on each parameter's scale over
/// its searched range. Where standard deviations are not measured, the error's variance is integrated out with Jeffreys' prior, so that the
/// likelihood is proportional to the sum of squares to the power -n/2 (Box &amp; Tiao, Bayesian Inference in Statistical Analysis, 1973,
/// ch. 1 and 2).
/// </summary>
public sealed record Posterior
{
    /// <summary>R-hat above which ensembles are said to disagree.</summary>
    const double MostRhat = 1.05;

    /// <summary>Effective draws below which intervals are not to be trusted.</summary>
    const double LeastEffective = 200;

    /// <summary>Each searched parameter.</summary>
    public required IReadOnlyList<PosteriorParameter> Parameters { get; init; }

    /// <summary>Some of the draws, evenly spread, shape [draws][searched parameters], in the parameters' units.</summary>
    public required IReadOnlyList<double[]> Draws { get; init; }

    /// <summary>Standard deviation of a measurement's error with each of them, drawn too: share of the dose, or of the measured standard
    /// deviation where there is one.</summary>
    public required IReadOnlyList<double> Errors { get; init; }

    /// <summary>Confidence of the intervals, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>Draws in all.</summary>
    public required long Count { get; init; }

    /// <summary>Share of moves that were accepted.</summary>
    public required double Acceptance { get; init; }

    /// <summary>Whether all ensembles agree (R-hat below 1.05) and intervals rest on 200 independent draws or more.</summary>
    public bool Converged => Parameters.All(p => p.Rhat <= MostRhat && p.EffectiveSamples >= LeastEffective);
}
