using System.Diagnostics;
using System.Text.Json;
using SurrogateEngine.Design;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables.Validation;

/// <summary>How the next settings to try are chosen.</summary>
public enum SettingsSearch
{
    /// <summary>Where good settings lay so far: <see cref="ParzenEstimator"/>.</summary>
    Tpe,

    /// <summary>By chance (Bergstra &amp; Bengio, J. Mach. Learn. Res. 13, 2012).</summary>
    Random,
}

/// <summary>How settings are searched.</summary>
public sealed record TuningOptions
{
    /// <summary>How the next settings are chosen.</summary>
    public SettingsSearch Search { get; init; } = SettingsSearch.Tpe;

    /// <summary>Settings tried, the usual ones first.</summary>
    public int Trials { get; init; } = 15;

    /// <summary>Folds of the rows learned from.</summary>
    public int Folds { get; init; } = 3;

    /// <summary>Longest search for one model, in seconds; a search cut short differs from machine to machine.</summary>
    public double Seconds { get; init; } = double.PositiveInfinity;
}

/// <summary>
/// A learner whose settings are chosen on folds of the very rows that it learns from: inside a cross-validation that makes it a nested one,
/// and the rows that are predicted have no say in the choice.
/// </summary>
/// <param name="learner">The learner.</param>
/// <param name="options">How settings are searched.</param>
/// <param name="groups">Group of each row that will be learned from; null where rows are not grouped.</param>
public sealed class TunedLearner(ITabularLearner learner, TuningOptions options, int[]? groups = null) : ITabularLearner
{
    /// <inheritdoc/>
    public string Name => learner.Name;

    /// <inheritdoc/>
    public string Title => $"{learner.Title}, tuned";

    /// <inheritdoc/>
    public IReadOnlyList<TabularSetting> Settings => learner.Settings;

    /// <inheritdoc/>
    public bool Serves(TabularTask task) => learner.Serves(task);

    /// <inheritdoc/>
    public bool Suits(TabularData features) => learner.Suits(features);

    /// <inheritdoc/>
    public ITabularLearner With(IReadOnlyDictionary<string, double> settings) => new TunedLearner(learner.With(settings), options, groups);

    /// <summary>The same for rows of these groups.</summary>
    public TunedLearner ForGroups(int[] of) => new(learner, options, of);

    /// <inheritdoc/>
    public ITabularModel Restore(JsonElement state) => learner.Restore(state);

    /// <inheritdoc/>
    public ITabularModel Fit(TabularData features, TabularTarget target, ulong seed = 1, CancellationToken cancellation = default) =>
        learner.With(Search(features, target, seed, cancellation)).Fit(features, target, seed, cancellation);

    /// <summary>The settings with the least error on folds of these rows.</summary>
    public IReadOnlyDictionary<string, double> Search(TabularData features, TabularTarget target, ulong seed = 1,
        CancellationToken cancellation = default)
    {
        (double Error, Dictionary<string, double> Settings) best = (double.PositiveInfinity, []);
        if (Settings.Count == 0)
            return best.Settings;
        int folds = groups is null ? options.Folds : Math.Min(options.Folds, groups.Distinct().Count());
        if (folds < 2)
            return best.Settings;
        TableFold[] inner = groups is null ? TableFolds.Shuffled(features.Count, folds, seed, target) : TableFolds.Grouped(groups, folds,
            seed);
        long start = Stopwatch.GetTimestamp();
        List<double[]> points = [];
        List<double> errors = [];
        for (int trial = 0; trial < options.Trials; trial++)
        {
            if (trial > 0 && Stopwatch.GetElapsedTime(start).TotalSeconds > options.Seconds)
                break;
            double[] point = trial == 0 ? [.. Settings.Select(setting => Place(setting, setting.Usual))]
                : options.Search == SettingsSearch.Tpe ? ParzenEstimator.Suggest(points, errors, Settings.Count, seed)
                : ByChance(seed, trial);
            Dictionary<string, double> settings = trial == 0 ? [] : At(point);
            double error = Error(features, target, inner, settings, seed, ParzenEstimator.Limit(errors), cancellation);
            points.Add(point);
            errors.Add(error);
            if (error < best.Error)
                best = (error, settings);
        }

        return best.Settings;
    }

    // Given up as soon as the folds so far are worse than all folds of the last that counts as good.
    double Error(TabularData features, TabularTarget target, TableFold[] folds, Dictionary<string, double> settings, ulong seed,
        double least, CancellationToken cancellation)
    {
        double sum = 0;
        ITabularLearner tried = learner.With(settings);
        foreach (TableFold fold in folds)
        {
            if (target.Rows(fold.Train).Values.Distinct().Count() < 2)
                continue;
            double[][] predicted = tried.Fit(features.Rows(fold.Train), target.Rows(fold.Train), seed, cancellation)
                .Predict(features.Rows(fold.Test));
            double[] truth = target.Rows(fold.Test).Values;
            sum += target.Outcome.Task == TabularTask.Regression ? truth.Select((value, i) => Math.Abs(value - predicted[i][0])).Sum()
                : truth.Select((value, i) => -Math.Log(Math.Max(predicted[i][(int)value], 1e-6))).Sum();
            if (sum / features.Count > least)
                return double.PositiveInfinity;
        }

        return sum / features.Count;
    }

    double[] ByChance(ulong seed, int trial)
    {
        var random = new RandomStream(SplitMix64.Hash(seed, (ulong)trial, 77));
        return [.. Settings.Select(_ => random.Unit())];
    }

    Dictionary<string, double> At(double[] point) => Settings.Zip(point).ToDictionary(at => at.First.Name, at =>
    {
        (TabularSetting setting, double u) = at;
        double value = setting.Logarithmic ? setting.Low * Math.Pow(setting.High / setting.Low, u)
            : setting.Low + u * (setting.High - setting.Low);
        return setting.Whole ? Math.Round(value) : value;
    });

    /// <summary>Where a value lies in the range of a setting, 0 to 1.</summary>
    static double Place(TabularSetting setting, double value) => Math.Clamp(setting.Logarithmic
        ? Math.Log(value / setting.Low) / Math.Log(setting.High / setting.Low)
        : (value - setting.Low) / (setting.High - setting.Low), 0, 1);
}
