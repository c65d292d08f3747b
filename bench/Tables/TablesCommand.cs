using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Bench.Tables;

/// <summary><c>tables</c>: learners of tables on published data and splits, the published figure beside.</summary>
static class TablesCommand
{
    static readonly Option<string[]> Sets = new("--sets")
    {
        Description = string.Join(", ", PublishedTables.Names),
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => PublishedTables.Names,
    };
    static readonly Option<string[]> Learners = new("--learners")
    {
        Description = "Learners; none means all",
        AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<string[]> Settings = new("--set")
    {
        Description = "Settings, NAME=VALUE, of learners that have them",
        AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<int> Tune = new("--tune") { Description = "Settings tried within each fold", DefaultValueFactory = _ => 1 };
    static readonly Option<bool> ByChance = new("--random") { Description = "Try settings by chance, not by TPE" };
    static readonly Option<int> Seed = new("--seed") { Description = "Seed", DefaultValueFactory = _ => 1 };
    static readonly Option<bool> Logarithm = new("--log") { Description = "Learn logarithms of outcomes above zero" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Sets.AcceptOnlyFromAmong(PublishedTables.Names);
        var command = new Command("tables", "Learners of tables on published data and splits, the published figure beside.")
        {
            Sets, Learners, Settings, Tune, ByChance, Seed, Logarithm, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Tune), Tune);
        int tune = given.GetValue(Tune);
        ITabularLearner[] learners = [.. (given.GetValue(Learners) is { Length: > 0 } named ? named.Select(TabularLearners.All.Get)
            : TabularLearners.All).Select(one => Set(one, given.GetValue(Settings) ?? [])).Select(one => tune > 1
                && one.Settings.Count > 0 ? new TunedLearner(one, new()
            {
                Trials = tune, Search = given.GetValue(ByChance) ? SettingsSearch.Random : SettingsSearch.Tpe,
            })
                : one)];
        foreach (PublishedTable table in given.GetValue(Sets)!.SelectMany(PublishedTables.Of))
        {
            TabularTarget target = given.GetValue(Logarithm) && table.Target.Values.All(value => value > 0) ? table.Target.Logarithmic()
                : table.Target;
            ValidationResult result = TableValidation.Run(table.Features, target, table.Folds, learners, (ulong)given.GetValue(Seed),
                table.Groups);
            foreach (LearnerResult one in result.Learners)
                given.InvocationConfiguration.Output.WriteLine(given.GetValue(Json) ? ToJson(table, one) : ToText(table, one));
        }
    }

    static ITabularLearner Set(ITabularLearner learner, string[] words) => learner.With(words.Select(word => word.Split('='))
        .Where(parts => parts.Length == 2 && learner.Settings.Any(setting => setting.Name == parts[0]))
        .ToDictionary(parts => parts[0], parts =>
            NumberText.Read(parts[1]) ?? throw new RefusedException($"tables --set: '{parts[1]}' is not a number.")));

    /// <summary>The figure that was published: of all predictions together, or the mean over folds.</summary>
    static double Figure(PublishedTable table, LearnerResult one)
    {
        return table.Pooled ? Of(one.Pooled) : one.Folds.Average(Of);

        double Of(TableMetrics metrics) => metrics.Figures.GetValueOrDefault(table.Metric, double.NaN);
    }

    static bool? Met(PublishedTable table, LearnerResult one)
    {
        double figure = Figure(table, one);
        return double.IsNaN(table.Bar) ? null : table.Metric is "mae" or "rmse" ? figure <= table.Bar : figure >= table.Bar;
    }

    static string ToJson(PublishedTable table, LearnerResult one) => JsonSerializer.Serialize(new
    {
        table = table.Name,
        rows = table.Target.Values.Length,
        folds = table.Folds.Length,
        learner = one.Learner.Title,
        metric = table.Metric,
        value = Math.Round(Figure(table, one), 4),
        published = double.IsNaN(table.Bar) ? (double?)null : Math.Round(table.Bar, 4),
        published_by = table.Source,
        met = Met(table, one),
        r2 = one.Pooled.Figures.TryGetValue("r2", out double r2) ? Math.Round(r2, 3) : (double?)null,
        auc = one.Pooled.Figures.TryGetValue("auc", out double auc) ? Math.Round(auc, 3) : (double?)null,
        p_against_mean = one.AgainstMean is { } test ? Math.Round(test.Probability, 4) : (double?)null,
        seconds = Math.Round(one.Seconds, 1),
    });

    static string ToText(PublishedTable table, LearnerResult one) => string.Create(CultureInfo.InvariantCulture,
        $"{table.Name,-32} {one.Learner.Title,-32} {table.Metric} {Figure(table, one),8:G4}  published {table.Bar,8:G4}  {(Met(table, one) is { } met ? met ? "met" : "not met" : ""),-8} {one.Seconds,7:F1} s");
}
