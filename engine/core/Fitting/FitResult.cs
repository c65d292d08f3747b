using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Fitting;

/// <summary>What the data say about one parameter.</summary>
public enum Identifiability
{
    /// <summary>The user fixed it.</summary>
    Fixed,

    /// <summary>The confidence region covers less than a fifth of the searched range.</summary>
    PinnedDown,

    /// <summary>The confidence region is cut off by the upper end of the searched range: its lower end is a lower bound and no more is
    /// known.</summary>
    AtLeast,

    /// <summary>The confidence region is cut off by the lower end of the searched range: its upper end is an upper bound and no more is
    /// known.</summary>
    AtMost,

    /// <summary>The confidence region covers a fifth to three fifths of the searched range.</summary>
    Partly,

    /// <summary>The confidence region covers more than three fifths of the searched range: the data hardly tell.</summary>
    NotPinnedDown,

    /// <summary>There are too few points to say.</summary>
    Unknown,
}

/// <summary>One parameter of the fitted formulation.</summary>
/// <param name="About">Name, unit, meaning, searched range (Low to High) and its scale.</param>
/// <param name="Value">The surrogate's best value, in the parameter's unit; <see cref="FitResult.Reported"/> has the model's.</param>
/// <param name="Low">Smallest value in the confidence region, which is the mechanistic model's where one was given; NaN when there is
/// none.</param>
/// <param name="High">Largest value in the confidence region; NaN when there is none.</param>
/// <param name="Identifiability">What the data say about it.</param>
/// <param name="AtBound">True when the value to report lies at an end of the searched range: a wider range may fit better.</param>
public sealed record FittedParameter(
    Parameter About, double Value, double Low, double High, Identifiability Identifiability, bool AtBound);

/// <summary>How well a curve agrees with the measured points that were used, in percent of the dose.</summary>
/// <param name="RmsePercent">Root mean square difference.</param>
/// <param name="R2">Coefficient of determination.</param>
/// <param name="F1">Difference factor over all used points.</param>
/// <param name="F2">Similarity factor up to the first point above 85 %.</param>
/// <param name="F2Points">How many points that is.</param>
public sealed record FitQuality(double RmsePercent, double R2, double F1, double F2, int F2Points);

/// <summary>The mechanistic model solved again at the fitted parameters.</summary>
/// <param name="Curve">Released fraction at the fit's times.</param>
/// <param name="Quality">Its own agreement with the measured points.</param>
/// <param name="MaxDifferencePercent">Largest difference to the surrogate over the fit's times, percent of the dose.</param>
/// <param name="RmsDifferencePercent">Root mean square difference to the surrogate over the fit's times, percent of the dose.</param>
/// <param name="Refined">Where least squares with the model itself leads from there.</param>
public sealed record MechanisticCheck(
    double[] Curve, FitQuality Quality, double MaxDifferencePercent, double RmsDifferencePercent, RefinedFit Refined)
{
    /// <summary>Largest difference to the surrogate at the measured times, where the model is solved and the surrogate read between its
    /// times.</summary>
    public double MaxDifferenceAtPointsPercent { get; init; }

    /// <summary>How much of that comes from reading between the surrogate's times: the model's own curve, read so, against itself, percent
    /// of the dose.</summary>
    public double InterpolationErrorPercent { get; init; }
}

/// <summary>The end of a search that the surrogate began and the model finished: free of the surrogate's own error.</summary>
/// <param name="Values">Parameters in the model's order and units, shape [parameters].</param>
/// <param name="Curve">Released fraction by the model at the fit's times.</param>
/// <param name="Quality">Its agreement with the measured points.</param>
public sealed record RefinedFit(double[] Values, double[] Curve, FitQuality Quality)
{
    /// <summary>Released fraction, solved at the measured times that were used.</summary>
    public double[] AtPoints { get; init; } = [];

    /// <summary>The values as a point of the searched cube.</summary>
    internal double[] Point { get; init; } = [];

    /// <summary>What is left there.</summary>
    internal FitResiduals? Residuals { get; init; }
}

/// <summary>A measured profile explained by a model's parameters.</summary>
public sealed record FitResult
{
    /// <summary>The profile that was fitted.</summary>
    public required MeasuredProfile Profile { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Every parameter of the model, in its order.</summary>
    public required IReadOnlyList<FittedParameter> Parameters { get; init; }

    /// <summary>Agreement of the surrogate's curve with the measured points.</summary>
    public required FitQuality Quality { get; init; }

    /// <summary>Which measured points were used, shape [points of the profile].</summary>
    public required bool[] Used { get; init; }

    /// <summary>Times of all curves here, ascending.</summary>
    public required double[] Times { get; init; }

    /// <summary>Unit of <see cref="Times"/>.</summary>
    public required string TimeUnit { get; init; }

    /// <summary>Released fraction by the surrogate at the best parameters.</summary>
    public required double[] Curve { get; init; }

    /// <summary>Lower edge of the confidence band, of the mechanistic model's curves where one was given; null when there are too few
    /// points for one.</summary>
    public double[]? BandLow { get; init; }

    /// <summary>Upper edge of the confidence band.</summary>
    public double[]? BandHigh { get; init; }

    /// <summary>Lower edge of the band at the measured times that were used, where the mechanistic model was solved; null without
    /// one.</summary>
    public double[]? BandLowAtPoints { get; init; }

    /// <summary>Upper edge of the band there.</summary>
    public double[]? BandHighAtPoints { get; init; }

    /// <summary>Confidence of band and ranges, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>One sentence that says exactly what the band is, or why there is none.</summary>
    public required string BandMeaning { get; init; }

    /// <summary>The mechanistic model at the same parameters; null when no model was given.</summary>
    public MechanisticCheck? Check { get; init; }

    /// <summary>Parameter sets drawn from the posterior; null where none were asked for.</summary>
    public Posterior? Posterior { get; init; }

    /// <summary>Whether the curves are those of the model itself, so that there is no surrogate to check.</summary>
    public bool ByModel { get; init; }

    /// <summary>The values to report, in the model's order: those of the mechanistic model where it was asked, else the
    /// surrogate's.</summary>
    public IReadOnlyList<double> Reported => Check?.Refined.Values ?? [.. Parameters.Select(parameter => parameter.Value)];

    /// <summary>How well the curve of the reported values agrees with the measured points.</summary>
    public FitQuality ReportedQuality => Check?.Refined.Quality ?? Quality;

    /// <summary>Released fraction by the curve of the reported values, shape [points that were used].</summary>
    public required IReadOnlyList<double> AtPoints { get; init; }

    /// <summary>Whether the model explains the data.</summary>
    public required FitVerdict Verdict { get; init; }

    /// <summary>Criteria and moments of the curve of the reported values.</summary>
    public required FitStatistics Statistics { get; init; }

    /// <summary>Curves predicted during the fit.</summary>
    public required long Evaluations { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
