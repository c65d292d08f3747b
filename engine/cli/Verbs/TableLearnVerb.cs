using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate table learn FILE --target COLUMN</c>: learners compared without leaking.</summary>
sealed class TableLearnVerb : Verb
{
    readonly Argument<string> file = TableOptions.File();
    readonly Option<string> target = new("--target", "-t") { Description = "The outcome to learn.", HelpName = "column", Required = true };
    readonly Option<double?> threshold = new("--threshold")
    {
        Description = "Learn whether the outcome is at least this number.",
        HelpName = "number",
        CustomParser = given => NumberOption.Real(given),
    };
    readonly Option<bool> logarithm = new("--log") { Description = "Learn the logarithm of the outcome: factors matter, not differences." };
    readonly Option<string[]> features = TableOptions.Columns("--features", "Learn from these columns only.");
    readonly Option<string[]> exclude = TableOptions.Columns("--exclude", "Do not learn from these columns, e.g. because they are measured after the outcome.");
    readonly Option<string[]> groups = TableOptions.Groups();
    readonly Option<string[]> smiles = TableOptions.Columns("--smiles", "Columns with SMILES: descriptors and fingerprints are computed and learned from.");
    readonly Option<string?> picture = TableOptions.Word("--picture", "Column that names a picture of each row, e.g. a micrograph beside the table: its pixels are learned from.");
    readonly Option<string[]> derive = new("--derive")
    {
        Description = "Features computed from other columns, e.g. \"diffusion = sqrt(time) * area\": + - * / between spaces, log, sqrt and exp.",
        HelpName = "name = expression",
        AllowMultipleArgumentsPerToken = true,
    };
    readonly Option<string?> profile = TableOptions.Word("--profile", "A row is one time of a profile, which this column names: profiles stay on one side of every split.");
    readonly Option<string?> profileTime = TableOptions.Word("--profile-time", "Column with the times of profiles.");
    readonly Option<double[]> early = new("--early")
    {
        Description = "Times at which the release is known when the rest of a profile is predicted.",
        HelpName = "times",
        AllowMultipleArgumentsPerToken = true,
    };
    readonly Option<bool> kind = new("--release-kind") { Description = "Learn whether a profile is sustained, burst or triggered." };
    readonly Option<int> folds = new("--folds")
    {
        Description = "Number of folds.",
        HelpName = "count",
        DefaultValueFactory = _ => 5,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string?> foldColumn = TableOptions.Word("--fold-column", "Column that names the fold of each row, or whose groups are left out one at a time.");
    readonly Option<string?> foldFile = new("--fold-file")
    {
        Description = "JSON file with the groups that each fold tests, of the first --group column: published folds.",
        HelpName = "file",
    };
    readonly Option<string?> time = TableOptions.Word("--time-column", "Predict later rows from earlier ones.");
    readonly Option<string[]> learners = new("--learners")
    {
        Description = $"Learners to compare: {string.Join(", ", TabularLearners.All.Names)} [default: all].",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };
    readonly Option<int> tune = new("--tune")
    {
        Description = "Settings to try for each learner, on folds within each fold.",
        HelpName = "count",
        DefaultValueFactory = _ => 1,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<double?> seconds = new("--tune-seconds")
    {
        Description = "Longest search of settings for one model.",
        HelpName = "seconds",
        CustomParser = given => NumberOption.Real(given),
    };
    readonly Option<string> tuneBy = new("--tune-by")
    {
        Description = "How settings are chosen: tpe, where good ones lay so far, or random.",
        HelpName = "name",
        DefaultValueFactory = _ => "tpe",
    };
    readonly Option<string?> recipe = TableOptions.Recipe();
    readonly Option<long> seed = CommonOptions.Seed("Another seed splits and starts otherwise.");
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Keep the best learner's model of all rows.",
        HelpName = "file",
    };
    readonly Option<bool> force = CommonOptions.Force("model");

    public override string Name => "table learn";

    public override int Rank => 21;

    public override string Summary => "Learn an outcome from the other columns of a table, and say how well, beside the mean predictor.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate table learn formulations.csv --target EE --exclude LC size --group reference drug -o ee.model",
        "surrogate table learn formulations.csv --target EE --threshold 70 --learners svm random-forest --tune 20",
        "surrogate table learn profiles.csv --target release --profile id --profile-time time --early 0.25 0.5 1 --group drug",
        "surrogate table learn toxicity.tsv --target class --exclude viability --fold-column oxide",
    ];

    protected override IReadOnlyList<Argument> Arguments => [file];

    protected override IReadOnlyList<Option> Options => [target, threshold, logarithm, features, exclude, groups, smiles, picture, derive,
        profile, profileTime, early, kind, folds,
        foldColumn, foldFile, time,
        learners,
        tune, seconds, tuneBy, recipe, seed, output, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var request = new TableLearnRequest
        {
            File = given.GetRequiredValue(file),
            Target = given.GetRequiredValue(target),
            Threshold = given.GetValue(threshold),
            Logarithmic = given.GetValue(logarithm),
            Features = given.GetValue(features) ?? [],
            Exclude = given.GetValue(exclude) ?? [],
            Groups = given.GetValue(groups) ?? [],
            Smiles = given.GetValue(smiles) ?? [],
            Picture = given.GetValue(picture),
            Derived = given.GetValue(derive) ?? [],
            Profile = given.GetValue(profile),
            ProfileTime = given.GetValue(profileTime),
            Early = given.GetValue(early) ?? [],
            ReleaseKind = given.GetValue(kind),
            Folds = given.GetValue(folds),
            FoldFile = given.GetValue(foldFile),
            FoldColumn = given.GetValue(foldColumn),
            TimeColumn = given.GetValue(time),
            Learners = given.GetValue(learners) ?? [],
            Tuning = Tuning(given),
            Recipe = given.GetValue(recipe),
            Output = given.GetValue(output),
            Force = given.GetValue(force),
            Seed = (ulong)given.GetValue(seed),
        };
        TableLearned learned;
        using (var screen = new ProgressScreen(terminal))
            learned = TableLearnWorkflow.Run(request, screen, cancellation);
        terminal.Result(TableText.Facts(learned));
        if (!(terminal.Json && terminal.Quiet))
            TableText.Show(terminal, learned);
        if (request.Output is { } path)
        {
            terminal.Line($"Model of all {learned.Rows.Count} rows by {learned.Validation.Best.Learner.Title}: {path}");
            terminal.Line($"Next:  {ShellText.Line("surrogate", "table", "predict", path, "new.csv")}");
        }

        return CommandLine.Done;
    }

    TuningOptions? Tuning(ParseResult given)
    {
        string by = given.GetRequiredValue(tuneBy);
        string[] known = [.. Enum.GetNames<SettingsSearch>().Select(one => one.ToLowerInvariant())];
        if (!known.Contains(by))
            throw new RefusedException($"surrogate table learn --tune-by {by}: there is no such search; {Spelling.Suggest(by, known)}");
        int trials = given.GetValue(tune);
        double? longest = given.GetValue(seconds);
        return trials <= 1 && longest is null ? null : new TuningOptions
        {
            Search = Enum.Parse<SettingsSearch>(by, ignoreCase: true),
            Trials = trials > 1 ? trials : 1000,
            Seconds = longest ?? double.PositiveInfinity,
        };
    }
}
