using SurrogateEngine.Trainers;

namespace SurrogateEngine.Fitting;

/// <summary>A model of the catalog, or a surrogate of one, that a forecast averages.</summary>
/// <param name="Model">Where its curves come from; its ranges are the prior.</param>
/// <param name="Known">Parameters that are held, by name.</param>
public sealed record ForecastModel(ICurveModel Model, IReadOnlyDictionary<string, double> Known);

/// <summary>What is forecast, and by what.</summary>
public sealed record ForecastOptions
{
    /// <summary>
    /// Empirical models that are averaged where none are named: those that end, as every release does, from one parameter to four.
    /// </summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "first-order", "first-order+fmax", "first-order+f0", "weibull", "weibull+fmax", "hill", "biexponential", "gompertz", "logistic",
        "reciprocal", "baker-lonsdale", "hixson-crowell", "korsmeyer-peppas", "higuchi", "zero-order", "weibull+tlag",
    ];

    /// <summary>Measurements up to this time are seen, in the profile's unit.</summary>
    public required double Until { get; init; }

    /// <summary>Last time of the forecast, in the profile's unit.</summary>
    public required double Horizon { get; init; }

    /// <summary>Names of empirical models to average.</summary>
    public IReadOnlyList<string> Empirical { get; init; } = Usual;

    /// <summary>Confidence of the band at each time, between 0 and 1.</summary>
    public double Confidence { get; init; } = 0.9;

    /// <summary>Times of the forecast between its start and the horizon, evenly spaced, beside those of measurements.</summary>
    public int Grid { get; init; } = 48;

    /// <summary>
    /// Standard deviation, share of the dose, by which curves have left what a family foretold where the time has grown to e times the last
    /// that was seen; 0 believes the families.
    /// </summary>
    public double Discrepancy { get; init; } = 0.12;

    /// <summary>Another seed draws others.</summary>
    public ulong Seed { get; init; } = 1;
}
