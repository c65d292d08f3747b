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

    /// <summary>What the formulation's features say beforehand, learned from other formulations; null without.</summary>
    public FormulationPrior? Prior { get; init; }

    /// <summary>By how much bands are widened; null leaves them.</summary>
    public BandCalibration? Calibration { get; init; }

    /// <summary>How many members of a family are drawn.</summary>
    internal ForecastEffort Effort { get; init; } = ForecastEffort.Whole;

    /// <summary>Another seed draws others.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Draws of a forecast.</summary>
/// <param name="First">Members of a family from its prior.</param>
/// <param name="Later">Members of each round after.</param>
/// <param name="Rounds">Rounds.</param>
/// <param name="Curves">Curves of the band.</param>
sealed record ForecastEffort(int First, int Later, int Rounds, int Curves)
{
    /// <summary>That of one forecast for a person.</summary>
    public static ForecastEffort Whole { get; } = new(2048, 768, 4, 4000);

    /// <summary>That of one among hundreds, whose band is only compared.</summary>
    public static ForecastEffort Brief { get; } = new(1024, 384, 2, 1000);
}
