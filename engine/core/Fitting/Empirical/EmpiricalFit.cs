using SurrogateEngine.Statistics;

namespace SurrogateEngine.Fitting.Empirical;

/// <summary>A parameter of an empirical model and how sure one can be of it.</summary>
/// <param name="About">The parameter.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Value">Its best value.</param>
/// <param name="StandardError">From the curvature at the best value; NaN where the data do not determine it.</param>
/// <param name="Low">Lower end of the interval by that error and Student's t.</param>
/// <param name="High">Upper end of it.</param>
public sealed record EmpiricalEstimate(EmpiricalParameter About, string Unit, double Value, double StandardError, double Low, double High)
{
    /// <summary>Lower end by the likelihood profile, minus infinity where the data do not close it; NaN where none was made.</summary>
    public double ProfileLow { get; init; } = double.NaN;

    /// <summary>Upper end by the likelihood profile.</summary>
    public double ProfileHigh { get; init; } = double.NaN;

    /// <summary>What the data say about it.</summary>
    public Identifiability Identifiability { get; init; } = Identifiability.Unknown;

    /// <summary>Whether the best value lies at an end of what is allowed.</summary>
    public bool AtBound => Value <= About.Low || Value >= About.High;
}

/// <summary>One empirical model fitted to a profile.</summary>
public sealed record EmpiricalFit
{
    /// <summary>The model.</summary>
    public required EmpiricalModel Model { get; init; }

    /// <summary>Its parameters in their order.</summary>
    public required IReadOnlyList<EmpiricalEstimate> Parameters { get; init; }

    /// <summary>Correlations of the estimates, shape [parameters, parameters]; null where the data do not determine all of them.</summary>
    public double[,]? Correlation { get; init; }

    /// <summary>Which points of the profile were fitted.</summary>
    public required bool[] Used { get; init; }

    /// <summary>Released percent by the model at every point of the profile.</summary>
    public required double[] Predicted { get; init; }

    /// <summary>Criteria over the fitted points.</summary>
    public required FitCriteria Criteria { get; init; }

    /// <summary>
    /// Probability of being the best of those that were fitted to the same points, by AICc; NaN where it isn't comparable.
    /// </summary>
    public double AkaikeWeight { get; init; } = double.NaN;

    /// <summary>
    /// Name of a model before this one that gives the same curve, so that the two are not counted twice; null without one.
    /// </summary>
    public string? SameCurveAs { get; init; }

    /// <summary>What to know about it, one sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The robust loss of the fit; null for least squares.</summary>
    internal RobustLoss? Loss { get; init; }

    /// <summary>Covariance of the estimates; null where the data do not determine all of them.</summary>
    internal double[,]? Covariance { get; init; }

    /// <summary>Released percent at some times, in the profile's unit.</summary>
    public double[] At(IReadOnlyList<double> times)
    {
        double[] values = new double[times.Count];
        EmpiricalObjective.Values(Model, Values, [.. times], values, []);
        return values;
    }

    /// <summary>Variance of <see cref="At"/> by the errors of the parameters, percent squared; NaN where they are not known.</summary>
    internal double[] VarianceAt(double[] times)
    {
        int d = Parameters.Count;
        if (Covariance is not { } covariance)
            return [.. times.Select(_ => double.NaN)];
        double[] values = new double[times.Length], jacobian = new double[times.Length * d];
        EmpiricalObjective.Values(Model, Values, times, values, jacobian);
        for (int i = 0; i < times.Length; i++)
        {
            values[i] = 0;
            for (int a = 0; a < d; a++)
                for (int b = 0; b < d; b++)
                    values[i] += jacobian[i * d + a] * covariance[a, b] * jacobian[i * d + b];
        }

        return values;
    }

    double[] Values => [.. Parameters.Select(parameter => parameter.Value)];
}
