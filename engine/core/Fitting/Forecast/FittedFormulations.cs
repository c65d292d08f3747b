using SurrogateEngine.Fitting.Empirical;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Fitting;

/// <summary>
/// Whole profiles of other formulations with what is known of each, and the empirical models that a prior is made of fitted to all of
/// them: what <see cref="FormulationPrior"/> learns from.
/// </summary>
public sealed class FittedFormulations
{
    /// <summary>Fewer formulations say nothing of how they differ.</summary>
    public const int Fewest = 8;

    /// <summary>What a profile's last time is called among the features: how long one measures says how slow a release is
    /// expected.</summary>
    internal const string Duration = "measured for (d)";

    /// <summary>A positive feature whose largest value is so many times its smallest is learned by its logarithm.</summary>
    const double Wide = 10;

    FittedFormulations(IReadOnlyList<MeasuredProfile> profiles, int[] groups, string[] features, bool[] isWide,
        IReadOnlyList<EmpiricalModel> models, double[][][] coordinates) =>
        (Profiles, Groups, Features, IsWide, Models, Coordinates) = (profiles, groups, features, isWide, models, coordinates);

    /// <summary>The profiles.</summary>
    public IReadOnlyList<MeasuredProfile> Profiles { get; }

    /// <summary>Names of the features that all of them have.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Group of each; profiles of one group are never on both sides of a split.</summary>
    internal int[] Groups { get; }

    internal bool[] IsWide { get; }

    internal IReadOnlyList<EmpiricalModel> Models { get; }

    /// <summary>Shape [models][profiles][parameters], in days.</summary>
    internal double[][][] Coordinates { get; }

    /// <summary>Empirical models that a prior is made of where none are named.</summary>
    public static IReadOnlyList<string> Usual { get; } =
        ["weibull", "weibull+fmax", "weibull+f0", "hill+fmax", "biexponential", "logistic+fmax"];

    /// <summary>Fits the models to every profile.</summary>
    /// <param name="profiles">Whole profiles, at least <see cref="Fewest"/>; their conditions are the features.</param>
    /// <param name="groups">Which belong together, such as those of one drug; null keeps each for itself.</param>
    /// <param name="models">Names of empirical models; null takes <see cref="Usual"/>.</param>
    /// <param name="progress">Receives how many profiles are fitted.</param>
    /// <param name="cancellation">Stops between profiles.</param>
    /// <exception cref="RefusedException">There are too few profiles, or a model is not known.</exception>
    public static FittedFormulations Fit(IReadOnlyList<MeasuredProfile> profiles, IReadOnlyList<string>? groups = null,
        IReadOnlyList<string>? models = null, IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        RequireEnough(profiles);
        IReadOnlyList<EmpiricalModel> named = EmpiricalModels.Named(models ?? Usual);
        string[] features = [.. profiles[0].Conditions.Select(one => one.Name)
            .Where(name => profiles.All(profile => profile.Conditions.Any(one => one.Name == name)))];
        bool[] wide = [.. features.Select(name =>
        {
            double[] values = [.. profiles.Select(profile => Feature(profile, name))];
            return values.Min() > 0 && values.Max() > Wide * values.Min();
        })];
        double[][][] coordinates = [.. named.Select(_ => new double[profiles.Count][])];
        int done = 0;
        Parallel.For(0, profiles.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            for (int m = 0; m < named.Count; m++)
                coordinates[m][i] = Fitted(profiles[i], named[m]);
            progress?.Report(new FitProgress(Interlocked.Increment(ref done), profiles.Count));
        });
        foreach (double[][] one in coordinates)
            Winsorize(one);
        string[] words = [.. groups ?? [.. Enumerable.Range(0, profiles.Count).Select(i => $"{i}")]], distinct = [.. words.Distinct()];
        return new(profiles, [.. words.Select(word => Array.IndexOf(distinct, word))], features, wide, named, coordinates);
    }

    /// <summary>The same formulations as if some features were not known.</summary>
    public FittedFormulations Without(IReadOnlyList<string> features)
    {
        int[] kept = [.. Enumerable.Range(0, Features.Count).Where(j => !features.Contains(Features[j]))];
        return new(Profiles, Groups, [.. kept.Select(j => Features[j])], [.. kept.Select(j => IsWide[j])], Models, Coordinates);
    }

    /// <summary>Refuses profiles that are too few to learn from.</summary>
    internal static void RequireEnough(IReadOnlyList<MeasuredProfile> profiles)
    {
        if (profiles.Count < Fewest)
            throw FitRefusals.TooFewFormulations(profiles);
    }

    /// <summary>A split of the groups into parts of like size: the part of each profile.</summary>
    internal int[] Parts(IReadOnlyList<int> rows, int parts)
    {
        int[] filled = new int[parts], part = new int[Profiles.Count];
        foreach (int[] group in rows.GroupBy(i => Groups[i]).Select(group => group.ToArray()).OrderByDescending(group => group.Length)
            .ThenBy(group => group[0]))
        {
            int least = Array.IndexOf(filled, filled.Min());
            filled[least] += group.Length;
            foreach (int i in group)
                part[i] = least;
        }

        return part;
    }

    /// <summary>What a learner sees of profiles.</summary>
    internal TabularData Table(IReadOnlyList<MeasuredProfile> profiles, IReadOnlyList<double> lasts) => new(
    [
        TabularColumn.Numeric(Duration, [.. lasts.Select(last => Math.Log(last))]),
        .. Features.Select((name, j) =>
            TabularColumn.Numeric(name, [.. profiles.Select(profile => Learned(Feature(profile, name), IsWide[j]))])),
    ]);

    static double Learned(double value, bool isWide) => isWide ? Math.Log(Math.Max(value, 1e-300)) : value;

    /// <summary>A feature of a profile; NaN, a missing value, where it has none.</summary>
    static double Feature(MeasuredProfile profile, string name) =>
        profile.Conditions.FirstOrDefault(one => one.Name == name)?.Value ?? double.NaN;

    static double[] Fitted(MeasuredProfile profile, EmpiricalModel model)
    {
        EmpiricalFit fit = EmpiricalFitter.Run(profile,
            new EmpiricalOptions { Models = [model.Name], Profiled = 0, Candidates = 128, Starts = 3 }).Fits[0];
        double[] values = [.. fit.Parameters.Select(parameter => parameter.Value)];
        model.Rescale(values, TimeUnit.Days(profile.TimeUnit)!.Value);
        return [.. values.Select((value, j) => ParameterCoordinates.Of(model.Parameters[j], value))];
    }

    /// <summary>What a profile leaves open runs to the ends of a search: such values are drawn in to four deviations from the
    /// median.</summary>
    static void Winsorize(double[][] rows)
    {
        for (int j = 0; j < rows[0].Length; j++)
        {
            double median = Median(rows.Select(row => row[j]));
            double far = 4 * 1.4826 * Median(rows.Select(row => Math.Abs(row[j] - median))) + 1e-6;
            foreach (double[] row in rows)
                row[j] = Math.Clamp(double.IsFinite(row[j]) ? row[j] : median, median - far, median + far);
        }
    }

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}
