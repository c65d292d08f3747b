using SurrogateEngine.Explain;
using SurrogateEngine.Tables;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>A model of a table and the rows it is looked at with.</summary>
sealed class Subject
{
    /// <summary>The model.</summary>
    public required ITabularModel Model { get; init; }

    /// <summary>What its learner is called.</summary>
    public required string Title { get; init; }

    /// <summary>The learner, to make the same again in each fold.</summary>
    public required ITabularLearner Learner { get; init; }

    /// <summary>Every row with an outcome.</summary>
    public required TabularData All { get; init; }

    /// <summary>Its outcomes.</summary>
    public required TabularTarget AllTruth { get; init; }

    /// <summary>Line of the file of each.</summary>
    public required long[] AllLines { get; init; }

    /// <summary>Rows among them that the model is looked at with, where possible those it did not learn from.</summary>
    public required int[] LookedRows { get; init; }

    /// <summary>Columns whose groups stay together.</summary>
    public required string[] Groups { get; init; }

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The rows looked at.</summary>
    public TabularData Looked => All.Rows(LookedRows);

    /// <summary>Their outcomes.</summary>
    public TabularTarget Truth => AllTruth.Rows(LookedRows);

    /// <summary>The first of them, as a row of all.</summary>
    public int FirstLooked => LookedRows[0];

    /// <summary>Loads the model, or learns it from four fifths of the rows, whole groups, and looks at the others.</summary>
    public static Subject Of(ExplainTableRequest request, ImportedTable table, CancellationToken cancellation) =>
        request.Model is { } file ? Kept(file, request, table) : Learned(request, table, cancellation);

    static Subject Kept(string file, ExplainTableRequest request, ImportedTable table)
    {
        (ITabularModel model, TabularModelCard card) = TabularModelFile.Load(file);
        (int[] rows, TabularTarget truth) = Outcomes(table, model.Outcome.Name, model.Outcome);
        ITabularLearner learner = TabularLearners.All.Get(card.Learner);
        return new()
        {
            Model = model,
            Title = learner.Title,
            Learner = learner,
            All = ComputedFeatures.Of(table, card).Rows(rows),
            AllTruth = truth,
            AllLines = [.. rows.Select(row => table.Lines[row])],
            LookedRows = [.. Enumerable.Range(0, rows.Length)],
            Groups = table.NamesOf(request.Groups.Count > 0 ? request.Groups : card.Groups),
            Remarks = card.TableHash == table.Hash
                ? ["The model learned from these very rows: its permutation importances say what it uses, and not what holds for other rows."] : [],
        };
    }

    static Subject Learned(ExplainTableRequest request, ImportedTable table, CancellationToken cancellation)
    {
        if (request.Target is not { } word)
            throw new RefusedException($"surrogate explain {request.File}: name the outcome to explain with --target, or a model that surrogate table learn kept.");
        string target = table.NameOf(word);
        (int[] rows, TabularTarget truth) = Outcomes(table, target, null);
        string[] groups = table.NamesOf(request.Groups);
        string[] names = request.Features.Count > 0 ? table.NamesOf(request.Features)
            : [.. table.Learnable.Except([target, .. groups])];
        if (names.Length == 0)
            throw new RefusedException($"{table.File}: no column is left to learn from; name some with --features.");
        ITabularLearner learner = TabularLearners.All.Get(request.Learner);
        TabularData all = table.Data.Rows(rows);
        TableFold fold = Folds(all, truth, groups, request)[0];
        return new()
        {
            Model = learner.Fit(all.Rows(fold.Train).Select(names), truth.Rows(fold.Train), request.Seed, cancellation),
            Title = learner.Title,
            Learner = learner,
            All = all,
            AllTruth = truth,
            AllLines = [.. rows.Select(row => table.Lines[row])],
            LookedRows = fold.Test,
            Groups = groups,
            Remarks = [$"Learned from {fold.Train.Length} rows and explained with {fold.Test.Length} that it did not learn from."],
        };
    }

    /// <summary>The folds of the validation.</summary>
    public static TableFold[] Folds(TabularData data, TabularTarget truth, string[] groups, ExplainTableRequest request) =>
        groups.Length > 0
        ? TableFolds.Grouped(TableFolds.Groups(data, groups), request.Folds, request.Seed)
        : TableFolds.Shuffled(data.Count, request.Folds, request.Seed, truth);

    static (int[] Rows, TabularTarget Truth) Outcomes(ImportedTable table, string name, TabularOutcome? known)
    {
        TabularColumn column = table.Data[table.NameOf(name)];
        int[] rows = [.. Enumerable.Range(0, column.Count).Where(row => !column.IsMissing(row))];
        if (rows.Length < 10)
            throw new RefusedException($"{table.File}, column '{column.Name}': {rows.Length} rows have an outcome, and at least 10 are needed.");
        TabularTarget truth = TabularTarget.From(column.Rows(rows));
        return known is null || (truth.Outcome.Task == known.Task && truth.Outcome.Classes.SequenceEqual(known.Classes)) ? (rows, truth)
            : throw new RefusedException($"{table.File}: column '{column.Name}' does not hold what the model predicts, {(known.Classes.Count == 0 ? "numbers" : Spelling.Quoted(known.Classes))}.");
    }
}

/// <summary>The card of a model of a table, from a validation of the same learner on the same table.</summary>
/// <param name="Card">The card.</param>
/// <param name="Distances">Distance of each row with an outcome from the others; above 1 a model extrapolates.</param>
sealed record TableCard(ModelCard Card, double[] Distances)
{
    /// <summary>Makes it.</summary>
    public static TableCard Of(ExplainTableRequest request, ImportedTable table, Subject subject, Action<int, int, string> progress,
        CancellationToken cancellation)
    {
        TabularData features = subject.All.Select(subject.Model.Features.Select(feature => feature.Name));
        TableFold[] folds = Subject.Folds(subject.All, subject.AllTruth, subject.Groups, request);
        ValidationResult validation = TableValidation.Run(features, subject.AllTruth, folds, [subject.Learner], request.Seed,
            advanced: progress, cancellation: cancellation);
        LearnerResult own = validation.Learners.First(one => one.Learner.Name == subject.Learner.Name);
        bool numbers = subject.Model.Outcome.Task == TabularTask.Regression;
        int[] held = [.. Enumerable.Range(0, own.Predicted.Length).Where(row => own.Predicted[row] is not null)];
        double[] predicted = [.. held.Select(row => own.Predicted[row]![numbers ? 0 : own.Predicted[row]!.Length - 1])];
        double last = subject.Model.Outcome.Classes.Count - 1;
        double[] measured = [.. held.Select(row => numbers ? subject.AllTruth.Values[row] : subject.AllTruth.Values[row] == last ? 1.0
            : 0)];
        string[] biased = [.. subject.Groups.Concat(table.NamesOf(request.BiasBy)).Distinct()];
        GroupBias[] bias = [.. biased.SelectMany(name => GroupBias.Of(name, [.. held.Select(row => subject.All[name].Text(row))],
            predicted, measured))];
        double[] distances = TabularDomain.Of(features).Distances(features);
        return new(new()
        {
            Purpose = $"Predicts {subject.Model.Outcome.Name} of a formulation from {subject.Model.Features.Count} columns by {subject.Title}. To support a person's decision on which formulation to make; not to replace a measurement.",
            Data =
            [
                ("table", $"{Path.GetFileName(request.File)}, SHA-256 {table.Hash}"), ("rows with an outcome", $"{subject.All.Count}"),
                ("learner", subject.Title), ("columns", string.Join(", ", subject.Model.Features.Select(feature => feature.Name))), ("seed", $"{request.Seed}"),
                .. request.Model is { } file ? [("model", $"{Path.GetFileName(file)}, SHA-256 {Provenance.HashOf(file)}")] : Array.Empty<(string, string)>(),
            ],
            Split = subject.Groups.Length > 0
                ? $"Validated by {folds.Length}-fold cross-validation; rows that agree in {Spelling.Listed(subject.Groups)} stay on one side, so errors are those for groups never seen."
                : $"Validated by {folds.Length}-fold cross-validation of single rows; rows of one source may stand on both sides, so errors for another source may be larger: name its column with --group.",
            Errors = Errors(own.Pooled, validation.Mean.Pooled, subject.Model.Outcome),
            Ranges = [.. subject.Model.Features.Select(feature => (feature.Name, Range(feature.In(subject.All))))],
            Bias = bias,
            Limits = [validation.Sentence, .. Lean(bias),
                "A row whose mean distance to its three nearest learned rows is above what 95 % of them have among themselves is outside: the model extrapolates there and says so.",
                "Importances say what the model uses. They do not say that changing a column changes the outcome: columns that go together share the credit."],
        }, distances);
    }

    static IEnumerable<string> Lean(GroupBias[] bias)
    {
        GroupBias[] sure = [.. bias.Where(group => group.Probability < 0.05)];
        if (bias.Length > 0)
            yield return sure.Length == 0 ? "No group is predicted too high or too low beyond chance (t, Holm)."
                : $"Beyond chance it predicts too {string.Join("; too ", sure.OrderBy(group => group.Probability).Take(5).Select(group => $"{(group.Bias > 0 ? "high" : "low")} for {group.Column} {group.Group} by {NumberText.Digits(Math.Abs(group.Bias), 3)}"))}.";
    }

    static (string, string)[] Errors(TableMetrics own, TableMetrics mean, TabularOutcome outcome)
    {
        string unit = outcome.Unit.Length > 0 ? " " + outcome.Unit : "";
        string Beside(double value, double other, string behind = "") => $"{NumberText.Digits(value, 4)}{behind} (mean predictor {NumberText.Digits(other, 4)}{behind})";
        return outcome.Task == TabularTask.Regression
            ? [("mean absolute error", Beside(own.Mae, mean.Mae, unit)), ("root mean square error", Beside(own.Rmse, mean.Rmse, unit)),
                ("R2", Beside(own.R2, mean.R2)), ("Spearman", NumberText.Digits(own.Spearman, 3))]
            : [("accuracy", Beside(own.Accuracy, mean.Accuracy)), ("balanced accuracy", Beside(own.BalancedAccuracy, mean.BalancedAccuracy)),
                ("Matthews' correlation", Beside(own.Mcc, mean.Mcc)), ("area under the curve", NumberText.Digits(own.Auc, 3)),
                ("expected calibration error", NumberText.Digits(own.Calibration, 3))];
    }

    static string Range(TabularColumn column)
    {
        if (!column.IsNumeric)
            return $"{column.Levels.Count} categories: {string.Join(", ", column.Levels.Take(8))}{(column.Levels.Count > 8 ? ", ..." : "")}";
        double[] known = [.. column.Values.Where(value => !double.IsNaN(value))];
        string unit = column.Unit.Length > 0 ? " " + column.Unit : "";
        return known.Length == 0 ? "never measured" : $"{NumberText.Digits(known.Min(), 4)} to {NumberText.Digits(known.Max(), 4)}{unit}";
    }

    /// <summary>What to know of the traced row.</summary>
    public IEnumerable<string> Remark(int row) => Distances[row] > 1
        ? [$"The traced row lies outside of what the others cover ({NumberText.Digits(Distances[row], 3)} times the usual distance): take its prediction with care."] : [];
}
