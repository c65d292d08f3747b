using SurrogateEngine.Profiles;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Forecasts a formulation from what others did: their features and whole profiles give the prior of its curve, and forecasts of their
/// own ends, each without its group, say how wide bands must be.
/// </summary>
public sealed class FormulationForecaster
{
    const int Parts = 5;

    readonly FittedFormulations from;
    readonly int[] rows, part;
    readonly FormulationPrior[] held;

    /// <summary>Learns from formulations.</summary>
    /// <param name="from">The formulations.</param>
    /// <param name="rows">Which of them; null for all.</param>
    /// <exception cref="RefusedException">There are too few.</exception>
    public FormulationForecaster(FittedFormulations from, IReadOnlyList<int>? rows = null)
    {
        this.from = from;
        this.rows = rows is null ? [.. Enumerable.Range(0, from.Profiles.Count)] : [.. rows];
        Prior = FormulationPrior.Learn(from, this.rows);
        part = from.Parts(this.rows, Parts);
        held = new FormulationPrior[Parts];
        Parallel.For(0, Parts, k => held[k] = this.rows.Count(i => part[i] != k) >= FittedFormulations.Fewest
            ? FormulationPrior.Learn(from, [.. this.rows.Where(i => part[i] != k)]) : Prior);
    }

    /// <summary>What is expected of a formulation by its features.</summary>
    public FormulationPrior Prior { get; }

    /// <summary>Forecasts the end of every formulation learned from, each by those that are not of its part, seen up to the same share of
    /// its time.</summary>
    /// <param name="options">Until when and how far; only the share of the horizon that is seen, the families and the confidence
    /// count.</param>
    /// <param name="progress">Receives how many are done.</param>
    /// <param name="cancellation">Stops between profiles.</param>
    public IReadOnlyList<ForecastResult> HeldOut(
        ForecastOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        double share = options.Until / options.Horizon;
        var results = new ForecastResult?[rows.Length];
        int done = 0;
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellation }, k =>
        {
            MeasuredProfile profile = from.Profiles[rows[k]];
            double[] times = profile.TimesIn(profile.TimeUnit);
            double until = share * times[^1];
            if (times.Any(time => time > 0 && time <= until * (1 + 1e-9)) && times.Any(time => time > until * (1 + 1e-9)))
                results[k] = Forecaster.Run(profile, options with
                {
                    Until = until,
                    Horizon = times[^1],
                    Grid = 2,
                    Prior = held[part[rows[k]]],
                    Calibration = null,
                    Effort = ForecastEffort.Brief,
                });
            progress?.Report(new FitProgress(Interlocked.Increment(ref done), rows.Length));
        });
        return [.. results.OfType<ForecastResult>()];
    }

    /// <summary>By how much bands must be widened, as the ends of the formulations learned from ask for.</summary>
    /// <inheritdoc cref="HeldOut"/>
    public BandCalibration Calibration(
        ForecastOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default) =>
        BandCalibration.Of(HeldOut(options, progress, cancellation));

    /// <summary>The options with this prior, and bands as wide as the ends of the formulations learned from ask for.</summary>
    /// <inheritdoc cref="HeldOut"/>
    public ForecastOptions With(
        ForecastOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default) =>
        options with { Prior = Prior, Calibration = Calibration(options, progress, cancellation) };
}
