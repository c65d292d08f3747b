using SurrogateEngine.Tables;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>What to learn from a table and how to validate it.</summary>
public sealed record TableLearnRequest
{
    /// <summary>CSV, TSV, .xlsx or Parquet file.</summary>
    public required string File { get; init; }

    /// <summary>Column of the outcome.</summary>
    public required string Target { get; init; }

    /// <summary>A number at which the outcome is cut into two classes, below it and from it up; null leaves it as it is.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether the logarithm of a number is learned.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Column that names the profile of each row, where a row is one time of a profile; profiles stay on one side of every
    /// split. Null where a row is a formulation.</summary>
    public string? Profile { get; init; }

    /// <summary>Column with the times of profiles.</summary>
    public string? ProfileTime { get; init; }

    /// <summary>Times at which the release is known when the rest of a profile is predicted; empty predicts it from the formulation
    /// alone.</summary>
    public IReadOnlyList<double> Early { get; init; } = [];

    /// <summary>Whether the kind of a profile is learned (sustained, burst, triggered) and not its releases.</summary>
    public bool ReleaseKind { get; init; }

    /// <summary>Columns to learn from; empty for all numbers and categories but those named otherwise.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Columns not to learn from.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Columns whose groups stay on one side of every split; nothing is learned from them.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Columns with SMILES, from which descriptors are computed.</summary>
    public IReadOnlyList<string> Smiles { get; init; } = [];

    /// <summary>Column that names a picture of each row, a path or a file beside the table, whose pixels are learned from; null for
    /// none.</summary>
    public string? Picture { get; init; }

    /// <summary>Features computed from other columns, each <c>name = expression</c>: see <see cref="DerivedColumns"/>.</summary>
    public IReadOnlyList<string> Derived { get; init; } = [];

    /// <summary>Number of folds.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>A column that says each row's fold, or whose groups are left out one at a time; null for none.</summary>
    public string? FoldColumn { get; init; }

    /// <summary>JSON file with the groups that each fold tests, of the first of <see cref="Groups"/>; null for none.</summary>
    public string? FoldFile { get; init; }

    /// <summary>A column of times: later rows are predicted from earlier ones; null for none.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Names of the learners; empty for all.</summary>
    public IReadOnlyList<string> Learners { get; init; } = [];

    /// <summary>How settings are searched inside each fold; null takes the usual ones.</summary>
    public TuningOptions? Tuning { get; init; }

    /// <summary>Recipe to read the table by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>File for the best learner's model of all rows; null keeps none.</summary>
    public string? Output { get; init; }

    /// <summary>Replace the file if it is there already.</summary>
    public bool Force { get; init; }

    /// <summary>Same seed, same result.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>What came out.</summary>
/// <param name="Table">The table as read.</param>
/// <param name="Features">Columns that were learned from.</param>
/// <param name="Rows">Rows with an outcome, as indices of the table.</param>
/// <param name="Folds">The splits, as indices into <paramref name="Rows"/>.</param>
/// <param name="Leaks">What the leakage check found.</param>
/// <param name="Validation">The learners compared.</param>
/// <param name="Card">Card of the model of all rows; null where none was kept.</param>
public sealed record TableLearned(ImportedTable Table, IReadOnlyList<string> Features, IReadOnlyList<int> Rows,
    IReadOnlyList<TableFold> Folds, IReadOnlyList<string> Leaks, ValidationResult Validation, TabularModelCard? Card);

/// <summary>Compares learners of a table on splits that do not leak, and keeps the best.</summary>
public static class TableLearnWorkflow
{
    const int LeastRows = 10, MostClasses = 30;

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The table, a column or a learner can't be used.</exception>
    public static TableLearned Run(TableLearnRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(request.File, request.Recipe, request.FoldFile);
        outputs.Require(request.Output, request.Force);
        ITabularLearner[] learners = LearnersOf(request);
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        string targetName = table.NameOf(request.Target);
        EarlyReleases? early = null;
        if (request.Profile is not null)
            (table, targetName, early) = ProfilesOf(table, request, targetName);
        string[] groupNames = table.NamesOf(request.Groups.Concat(request.Profile is { } profile ? [profile] : []));
        string[] names = FeaturesOf(table, request, targetName, groupNames);
        int[] rows = RowsOf(table, targetName, progress);
        TabularData data = table.Data.Rows(rows);
        TabularData features = Smiles.Describe(data, data.Select(names), table.NamesOf(request.Smiles));
        features = Pictures.Describe(data, features, request.Picture is { } picture ? table.NameOf(picture) : null,
            Path.GetDirectoryName(Path.GetFullPath(request.File))!);
        features = DerivedColumns.Describe(data, features, request.Derived);
        TabularTarget target = TargetOf(data[targetName], request.Threshold);
        target = request.Logarithmic ? target.Logarithmic() : target;
        int[]? groups = groupNames.Length > 0 ? TableFolds.Groups(data, groupNames) : null;
        TableFold[] folds = FoldsOf(request, table, data, target, groups);
        RequireLearnable(target, folds, table.File);
        string[] leaks = [.. LeakageCheck.Of(features, target, folds, LikelyGroups(table, data, targetName, groupNames)),
            .. TableFindings.GivesTargetAway(features.With(data[targetName]), targetName)];
        ValidationResult validation = progress.Stage("Validating", "models", report => TableValidation.Run(features, target, folds,
            learners,
            request.Seed, groups, (done, total, who) => report(new(done, total, who)), cancellation));
        TabularModelCard? card = request.Output is { } path
            ? Keep(path, request, table, early, features, target, groups, validation, progress, cancellation) : null;
        return new(table, features.Names, rows, folds, leaks, validation, card);
    }

    // The table with early releases as columns, or with one row a profile and its kind.
    static (ImportedTable Table, string Target, EarlyReleases? Early) ProfilesOf(ImportedTable table, TableLearnRequest request,
        string release)
    {
        const string kind = "release kind";
        string profile = table.NameOf(request.Profile!), time = table.NameOf(request.ProfileTime
            ?? throw new RefusedException("surrogate table learn --profile: name the column with the times too, with --profile-time."));
        TabularData whole = table.Data.Rows([.. Enumerable.Range(0, table.Data.Count).Where(row => !table.Data[release].IsMissing(row))]);
        double[] times = [.. request.Early.Distinct().Order()];
        TabularData data = request.ReleaseKind ? ReleaseProfiles.Kinds(whole, profile, time, release, kind)
            : ReleaseProfiles.WithEarly(whole, profile, time, release, times);
        RecipeColumn[] columns = [.. data.Columns.Select(column => table.Recipe.Columns.FirstOrDefault(one => one.Name == column.Name)
            ?? new(column.Name, column.Name, column.IsNumeric ? ColumnKind.Number : ColumnKind.Category, column.Unit))];
        return (table with { Data = data, Recipe = table.Recipe with { Columns = columns } }, request.ReleaseKind ? kind : release,
            times.Length > 0 && !request.ReleaseKind ? ReleaseProfiles.EarlyOf(whole, time, release, times) : null);
    }

    static ITabularLearner[] LearnersOf(TableLearnRequest request) => [.. (request.Learners.Count > 0
        ? request.Learners.Distinct().Select(TabularLearners.All.Get) : TabularLearners.All)
        .Select(learner => request.Tuning is { } tuning && learner.Settings.Count > 0 ? new TunedLearner(learner, tuning) : learner)];

    static string[] FeaturesOf(ImportedTable table, TableLearnRequest request, string target, string[] groups)
    {
        string[] left = [.. table.NamesOf(request.Exclude), .. groups, target, .. table.NamesOf(request.Smiles),
            .. table.NamesOf(new[] { request.FoldColumn, request.TimeColumn, request.Picture }.OfType<string>())];
        string[] names = request.Features.Count > 0 ? table.NamesOf(request.Features) : [.. table.Learnable.Except(left)];
        if (names.Contains(target))
            throw new RefusedException($"{table.File}: '{target}' is the target and cannot be learned from as well; leave it out of --features.");
        return names.Length > 0 || request.Smiles.Count > 0 || request.Picture is not null ? names
            : throw new RefusedException($"{table.File}: no column is left to learn from; name some with --features.");
    }

    static int[] RowsOf(ImportedTable table, string target, IProgress<WorkflowEvent>? progress)
    {
        TabularColumn column = table.Data[target];
        int[] rows = [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row))];
        if (rows.Length < LeastRows)
            throw new RefusedException($"{table.File}, column '{target}': {rows.Length} rows have an outcome, and learning needs at least {LeastRows}.");
        if (rows.Length < column.Count)
            progress.Remark($"{column.Count - rows.Length} of {column.Count} rows have no '{target}' and were left out.");
        return rows;
    }

    static TabularTarget TargetOf(TabularColumn column, double? threshold)
    {
        if (threshold is not { } limit)
            return TabularTarget.From(column);
        if (!column.IsNumeric)
            throw new RefusedException($"{column.Name}: a threshold cuts numbers, and this column holds categories; leave --threshold out.");
        string from = NumberText.Digits(limit, 6);
        // Named so that the class from the threshold up is the second, which counts as positive.
        string[] classes = [$"{column.Name} < {from}", $"{column.Name} >= {from}"];
        double[] values = [.. column.Values.Select(value => value >= limit ? 1.0 : 0)];
        return values.Distinct().Count() == 2 ? new(new(column.Name, column.Unit, TabularTask.Binary, classes), values)
            : throw new RefusedException($"{column.Name}: every row lies on one side of {from}; give --threshold a number between {NumberText.Short(column.Values.Min())} and {NumberText.Short(column.Values.Max())}.");
    }

    static TableFold[] FoldsOf(TableLearnRequest request, ImportedTable table, TabularData data, TabularTarget target, int[]? groups)
    {
        if (request.Folds < 2)
            throw new RefusedException("surrogate table learn --folds: validation needs 2 folds or more.");
        if (request.FoldFile is { } file)
            return TableFolds.FromFile(file, data[table.NameOf(request.Groups.Count > 0 ? request.Groups[0]
                : throw new RefusedException($"surrogate table learn --fold-file {file}: name the column with its groups, with --group."))]);
        if (request.FoldColumn is { } fold)
            return TableFolds.ByColumn(data[table.NameOf(fold)]);
        if (request.TimeColumn is { } time)
            return TableFolds.ByTime(data[table.NameOf(time)], request.Folds);
        return groups is not null ? TableFolds.Grouped(groups, request.Folds, request.Seed)
            : TableFolds.Shuffled(data.Count, request.Folds, request.Seed, target);
    }

    static void RequireLearnable(TabularTarget target, TableFold[] folds, string file)
    {
        if (target.Values.All(value => value == target.Values[0]))
            throw new RefusedException($"{file}, column '{target.Outcome.Name}': every row has the same value, so there is nothing to learn; choose another target.");
        if (target.Outcome.Classes.Count > MostClasses || target.Outcome.Classes.Count > target.Values.Length / 3)
            throw new RefusedException($"{file}, column '{target.Outcome.Name}': {target.Outcome.Classes.Count} different words in {target.Values.Length} rows are too many for classes; give a column of numbers, or join classes.");
        if (folds.Any(fold => fold.Test.Length == 0 || fold.Train.Length < 3))
            throw new RefusedException($"{file}: a fold has no rows to predict or fewer than three to learn from; ask for fewer folds, or group otherwise.");
        if (target.Outcome.Task != TabularTask.Regression && folds.Any(fold => target.Rows(fold.Train).Values.Distinct().Count() < 2))
            throw new RefusedException($"{file}, column '{target.Outcome.Name}': in a fold all rows to learn from are of one class; ask for fewer folds, or group otherwise.");
    }

    // Columns that name a paper, a drug or a batch: the groups that were asked for, and columns of words whose groups are alike in size.
    static TabularColumn[] LikelyGroups(ImportedTable table, TabularData data, string target, string[] groups) =>
        [.. data.Columns.Where(column => column.Name != target && (groups.Contains(column.Name)
            || (!column.IsNumeric && GroupWords.Any(word => column.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))))];

    static readonly string[] GroupWords =
    [
        "reference", "paper", "doi", "study", "source", "batch", "group", "drug", "molecule", "compound", "subject", "patient", "animal", "author",
    ];

    static TabularModelCard Keep(string path, TableLearnRequest request, ImportedTable table, EarlyReleases? early, TabularData features,
        TabularTarget target, int[]? groups, ValidationResult validation, IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation)
    {
        LearnerResult best = validation.Best;
        ITabularLearner learner = best.Learner is TunedLearner tuned && groups is not null ? tuned.ForGroups(groups) : best.Learner;
        ITabularModel model = progress.Stage("Learning all rows", "models", report =>
        {
            ITabularModel made = learner.Fit(features, target, request.Seed, cancellation);
            report(new(1, 1));
            return made;
        }, quick: true);
        var card = new TabularModelCard
        {
            Learner = learner.Name,
            TableHash = table.Hash,
            Rows = features.Count,
            Seed = request.Seed,
            Groups = request.Groups,
            Smiles = request.Smiles,
            Picture = request.Picture,
            Derived = request.Derived,
            Early = early?.IsUsedBy(features.Names) == true ? early : null,
            Metrics = best.Pooled.Figures,
            Intervals = target.Outcome.Task == TabularTask.Regression
                ? ConformalIntervals.HalfWidths(best.Predicted.Index().Where(one => one.Item is not null)
                    .Select(one => Math.Abs(one.Item![0] - target.Values[one.Index])))
                : new Dictionary<string, double>(),
            Domain = TabularDomain.Of(features),
        };
        TabularModelFile.Save(model, card, path);
        return card;
    }
}
