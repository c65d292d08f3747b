using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;

namespace SurrogateEngine.Fitting;

/// <summary>A parameter of a joint fit.</summary>
/// <param name="About">Name, unit, meaning, searched range and its scale.</param>
/// <param name="Profile">Name of the profile it belongs to; empty where it belongs to all.</param>
/// <param name="Value">Best value, in the parameter's unit.</param>
/// <param name="Low">Lower end of the interval by the curvature at the best value, even on the parameter's scale; NaN where it is held at
/// an end of its range or the points are too few.</param>
/// <param name="High">Upper end.</param>
/// <param name="Identifiability">What the data say about it.</param>
/// <param name="AtBound">Whether the best value lies at an end of the searched range.</param>
public sealed record JointEstimate(
    Parameter About, string Profile, double Value, double Low, double High, Identifiability Identifiability, bool AtBound);

/// <summary>One profile of a joint fit.</summary>
/// <param name="Profile">What was measured.</param>
/// <param name="Values">Parameters, in the model's order and units.</param>
/// <param name="Times">Times of the points that were used, in the model's unit.</param>
/// <param name="Released">Their released fractions.</param>
/// <param name="Predicted">The same by the model, solved at these times.</param>
/// <param name="Quality">How well they agree.</param>
/// <param name="Remarks">What the user should know of it.</param>
public sealed record JointProfile(
    MeasuredProfile Profile, double[] Values, double[] Times, double[] Released, double[] Predicted, FitQuality Quality,
    IReadOnlyList<string> Remarks)
{
    /// <summary>The fitted curve from the start to the last point, for a picture: times in the model's unit.</summary>
    public required double[] CurveTimes { get; init; }

    /// <summary>Released fractions at <see cref="CurveTimes"/>.</summary>
    public required double[] Curve { get; init; }
}

/// <summary>One model fitted to several profiles at once.</summary>
public sealed record JointFitResult
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Unit of all times here.</summary>
    public required string TimeUnit { get; init; }

    /// <summary>The profiles.</summary>
    public required IReadOnlyList<JointProfile> Profiles { get; init; }

    /// <summary>What was searched: shared parameters first, then those of each profile.</summary>
    public required IReadOnlyList<JointEstimate> Estimates { get; init; }

    /// <summary>Parameters that were held, by name.</summary>
    public required IReadOnlyList<(Parameter About, double Value)> Held { get; init; }

    /// <summary>Used points of all profiles.</summary>
    public required int Points { get; init; }

    /// <summary>Sum of squared weighted residuals, or of twice their robust losses; released percent where no standard deviation is
    /// used.</summary>
    public required double Sum { get; init; }

    /// <summary>Root mean square difference over all points, percent of the dose.</summary>
    public required double RmsePercent { get; init; }

    /// <summary>Akaike's criterion with the correction for few points, over all points.</summary>
    public required double AicCorrected { get; init; }

    /// <summary>Schwarz's criterion over all points.</summary>
    public required double Bic { get; init; }

    /// <summary>Correlations of the estimates, shape [estimates, estimates]; 0 between profiles that share nothing, null where the data do
    /// not determine all of them or there are more than 40.</summary>
    public double[,]? Correlation { get; init; }

    /// <summary>Confidence of the intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>Draws from the posterior; null where none were asked for.</summary>
    public Posterior? Posterior { get; init; }

    /// <summary>The next measurements that would tell most, best together; empty where none were asked for.</summary>
    public IReadOnlyList<NextTime> Next { get; init; } = [];

    /// <summary>Parameter sets solved.</summary>
    public required long Evaluations { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }
}
