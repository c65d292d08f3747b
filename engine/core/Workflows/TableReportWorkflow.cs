using SurrogateEngine.Data;
using SurrogateEngine.Explain;
using SurrogateEngine.Report;
using SurrogateEngine.Statistics;
using SurrogateEngine.Tables;
using SurrogateEngine.Tables.Validation;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Workflows;

/// <summary>Which columns of a table the seven tables are made of; null takes the founding study's names where they are there.</summary>
public sealed record TableReportRequest
{
    /// <summary>CSV, TSV, .xlsx or Parquet file.</summary>
    public required string File { get; init; }

    /// <summary>Recipe to read it by; null makes one.</summary>
    public string? Recipe { get; init; }

    /// <summary>Columns of numbers to describe, cluster and learn from.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>Column of classes to predict.</summary>
    public string? Target { get; init; }

    /// <summary>Column of numbers to compare between groups.</summary>
    public string? Value { get; init; }

    /// <summary>Column of these groups.</summary>
    public string? By { get; init; }

    /// <summary>Columns whose groups stay on one side of every split.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Clusters of the third table.</summary>
    public int Clusters { get; init; } = 3;

    /// <summary>Rows that the policy of the second table is shown while it learns by reward; 0 leaves it out.</summary>
    public int PolicySteps { get; init; } = 20_000;

    /// <summary>Folds of every validation.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Page to write, .html; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Replace it if it is there already.</summary>
    public bool Force { get; init; }

    /// <summary>Another seed draws otherwise.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>One of the seven tables.</summary>
/// <param name="Number">1 to 7.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Columns">Names of its columns; those that hold what the study printed are named <c>published</c>.</param>
/// <param name="Rows">Cells: numbers, or text.</param>
/// <param name="Sentences">How to read it.</param>
public sealed record StudyTable(int Number, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object>> Rows,
    IReadOnlyList<string> Sentences);

/// <summary>The seven tables.</summary>
/// <param name="File">The table they were made of.</param>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Tables">In their order.</param>
public sealed record TableStudyReport(string File, string Hash, IReadOnlyList<StudyTable> Tables)
{
    /// <summary>Receiver operating characteristics of table 6, by learner.</summary>
    internal IReadOnlyList<(string Name, Roc Of)> Curves { get; init; } = [];

    /// <summary>The clusters of table 3.</summary>
    public required TableClusters Clusters { get; init; }

    /// <summary>The comparison of table 5.</summary>
    public required TableComparison Comparison { get; init; }
}

/// <summary>The seven tables of the founding study from one table of formulations, with its own figures beside as published.</summary>
public static class TableReportWorkflow
{
    const int Seeds = 3;

    static readonly string[] Learners = ["mean", "random-forest", "svm", "lightgbm", "perceptron"];

    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The table or a column can't be used.</exception>
    public static TableStudyReport Run(TableReportRequest request, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        new OutputFiles(request.File, request.Recipe).Require(request.Report, request.Force, OutputKind.Report);
        ImportedTable table = ImportedTable.Read(request.File, TableRecipe.Of(request.Recipe));
        TabularColumn[] features = Features(request, table);
        TabularColumn classes = Column(request.Target, "responder", "--target", table);
        string value = Column(request.Value, "efficacy", "--value", table).Name, by = Column(request.By, "treatment", "--by", table).Name;
        if (classes.IsNumeric)
            throw new RefusedException($"{table.File}: column '{classes.Name}' holds numbers and the tables of learners need two classes or more; name another with --target.");
        TableClusters clusters = TableClusterWorkflow.Run(new()
        {
            File = request.File,
            Recipe = request.Recipe,
            Columns = [.. features.Take(3).Select(column => column.Name)],
            Clusters = request.Clusters,
            Seed = request.Seed,
        }, progress, cancellation);
        TableComparison comparison = TableCompareWorkflow.Run(new()
        {
            File = request.File,
            Recipe = request.Recipe,
            Value = value,
            By = [by]
        });
        (TabularData x, TabularTarget y, TableFold[] folds, ValidationResult validation) = Validated(request, table, features, classes,
            progress, cancellation);
        var report = new TableStudyReport(request.File, table.Hash, [Summary(features), Accuracy(validation), Centers(clusters),
            Importances(x, y, folds[0], request.Seed, cancellation), Variance(comparison), Areas(validation), Repeated(validation)])
        {
            Clusters = clusters,
            Comparison = comparison,
            Curves = y.Outcome.Task != TabularTask.Binary ? []
                : [.. validation.Learners.Where(one => one.Learner.Name != "mean").Select(one =>
                (one.Learner.Title, new Roc([.. one.Predicted.OfType<double[]>().Select(row => row[1])],
                    [.. one.Predicted.Index().Where(at => at.Item is not null).Select(at => y.Values[at.Index] == 1)])))],
        };
        if (request.Report is { } page)
            HtmlReport.Write(new ReportModel
            {
                Title = Path.GetFileName(request.File),
                Subtitle = "the seven tables of the founding study, made of this table",
                Made = Manifest.ThisSoftware,
                Studies = [report],
                Provenance = [new("table", Path.GetFileName(request.File), table.Hash, $"{NumberText.Count(table.Data.Count)} rows")],
                Commands = [ShellText.Line(Words(request))],
            }, page);
        return report;
    }

    static TabularColumn[] Features(TableReportRequest request, ImportedTable table)
    {
        string[] names = request.Features.Count > 0 ? table.NamesOf(request.Features)
            : [.. PublishedStudy.Summary.Keys.Where(name => table.Data.Find(name) is not null)];
        return names.Length >= 2 ? [.. names.Select(name => TableCompareWorkflow.Numbers(table, name))]
            : throw new RefusedException($"{table.File}: name two columns of numbers or more with --features; the study's own, {string.Join(", ", PublishedStudy.Summary.Keys)}, are not there.");
    }

    static TabularColumn Column(string? word, string usual, string option, ImportedTable table) => word is not null
        ? table.Data[table.NameOf(word)] : table.Data.Find(usual)
        ?? throw new RefusedException($"{table.File}: there is no column '{usual}'; name the one to take with {option}.");

    /// <summary>The command that makes it again.</summary>
    static IEnumerable<string> Words(TableReportRequest request) => ["surrogate", "table", "report", request.File,
        .. FitWords.Of("--features", request.Features), .. FitWords.Of("--target", request.Target), .. FitWords.Of("--value", request.Value),
        .. FitWords.Of("--by", request.By), .. FitWords.Of("--group", request.Groups), "--clusters", $"{request.Clusters}",
        "--policy-steps", $"{request.PolicySteps}", .. FitWords.Of("--recipe", request.Recipe), "--seed", $"{request.Seed}",
        .. FitWords.Of("--report", request.Report)];

    static (TabularData X, TabularTarget Y, TableFold[] Folds, ValidationResult Validation) Validated(TableReportRequest request,
        ImportedTable table, TabularColumn[] features, TabularColumn classes, IProgress<WorkflowEvent>? progress,
        CancellationToken cancellation)
    {
        int[] rows = [.. Enumerable.Range(0, classes.Count).Where(row => !classes.IsMissing(row))];
        TabularData x = new TabularData(features).Rows(rows);
        TabularTarget y = TabularTarget.From(classes.Rows(rows));
        string[] groups = table.NamesOf(request.Groups);
        TableFold[] folds = groups.Length > 0
            ? TableFolds.Grouped(TableFolds.Groups(table.Data.Rows(rows), groups), request.Folds, request.Seed)
            : TableFolds.Shuffled(rows.Length, request.Folds, request.Seed, y);
        ITabularLearner[] learners = [.. Learners.Select(TabularLearners.All.Find).OfType<ITabularLearner>(),
            .. request.PolicySteps > 0 ? [new ClassPolicyLearner(request.PolicySteps)] : Array.Empty<ITabularLearner>()];
        ValidationResult result = progress.Stage("Validating", "models", report => TableValidation.Run(x, y, folds, learners, request.Seed,
            advanced: (done, total, who) => report(new(done, total, who)), cancellation: cancellation));
        return (x, y, folds, result);
    }

    static StudyTable Summary(TabularColumn[] features) => new(1, "Summary of the formulations",
        ["feature", "n", "mean", "SD", "min", "max", "published"],
        [.. features.Select(column =>
        {
            Description of = Description.Of(column.Values);
            string name = column.Unit.Length > 0 ? $"{column.Name} ({column.Unit})" : column.Name;
            return (IReadOnlyList<object>)[name, (double)of.Count, of.Mean, of.Deviation, of.Min, of.Max,
                PublishedStudy.Summary.GetValueOrDefault(column.Name, "")];
        })],
        ["The published ranges are mean +/- one standard deviation; ours are the smallest and largest values."]);

    static StudyTable Accuracy(ValidationResult validation) => new(2, $"Learners of {validation.Outcome.Name}, on rows they did not learn from",
        ["learner", "accuracy", "MAE", "RMSE", "published"],
        [.. validation.Learners.Select(one => (IReadOnlyList<object>)[one.Learner.Title, 100 * one.Pooled.Accuracy, one.Pooled.Mae,
            one.Pooled.Rmse,
            PublishedStudy.Learners.TryGetValue(one.Learner.Name, out var of) ? $"{of.Accuracy.TrimEnd(' ', '%')}, {of.Mae.TrimStart('0')}, {of.Rmse.TrimStart('0')}" : ""])],
        [validation.Sentence, $"Accuracy is in percent; errors are those of the probability of the class. {PublishedStudy.Order} Ours: {string.Join(", ", validation.Learners.OrderByDescending(one => one.Pooled.Accuracy).Select(one => one.Learner.Title))}.",
            .. validation.Learners.Any(one => one.Learner.Name == "policy")
                ? ["The policy is told only whether the class it named was right, and names it again and again; all others are told the class."]
                : Array.Empty<string>()]);

    static StudyTable Centers(TableClusters clusters) => new(3, "Clusters", ["cluster", "rows", "silhouette", .. clusters.Columns],
        [.. clusters.Figures.Select((one, c) => (IReadOnlyList<object>)[$"{c + 1}", (double)one.Rows, one.Silhouette,
            .. one.Center.Select(value => (object)value)])], [.. clusters.Sentences, PublishedStudy.Clusters]);

    static StudyTable Importances(TabularData x, TabularTarget y, TableFold fold, ulong seed, CancellationToken cancellation)
    {
        var shares = new List<Importance[]>();
        Importance[] permuted = [];
        for (int s = 0; s < Seeds; s++)
        {
            cancellation.ThrowIfCancellationRequested();
            TabularData learned = x.Rows(fold.Train), left = x.Rows(fold.Test);
            var model = new TableExplainable(TabularLearners.All.Get("random-forest").Fit(learned, y.Rows(fold.Train), seed + (ulong)s,
                cancellation), learned);
            shares.Add(Importance.Of([.. model.Inputs.Select(input => input.Name)],
                [.. model.Rows(left).Select(row => model.Trees!(row))]));
            if (s == 0)
                permuted = PermutationImportance.Of(model, model.Rows(left), model.Truth(y.Rows(fold.Test)), seed: seed,
                    cancellation: cancellation);
        }

        string[] names = [.. shares[0].Select(one => one.Input)];
        return new(4, "Importances by a random forest, %", ["feature", "TreeSHAP", "SD over seeds", "permutation", "published"],
            [.. names.Select((name, i) => (IReadOnlyList<object>)[name, 100 * shares.Average(of => of[i].Share),
                100 * Description.StandardDeviation([.. shares.Select(of => of[i].Share)]), 100 * permuted[i].Share,
                PublishedStudy.Importances.GetValueOrDefault(name, "")])],
            [$"Each column adds up to 100 %; TreeSHAP is the mean over {Seeds} seeds, on rows that were not learned."]);
    }

    static StudyTable Variance(TableComparison comparison) => new(5, $"Analysis of variance of {comparison.Value}",
        ["group", "n", "mean", "SD", "F", "p", "eta2"],
        [.. comparison.Groups.Select((group, g) => (IReadOnlyList<object>)[group.Summary.Name, (double)group.Summary.Count,
            group.Summary.Mean,
            group.Summary.Deviation, g == 0 ? comparison.Anova!.Between.F : "", g == 0 ? comparison.Anova!.Between.Probability : "",
            g == 0 ? comparison.Anova!.Between.EtaSquared : ""])],
        [.. comparison.Sentences, PublishedStudy.Anova]);

    static StudyTable Areas(ValidationResult validation) => new(6, $"Area under the receiver operating characteristic, {validation.Outcome.Name}",
        ["learner", "AUC", "from", "to", "from*", "to*", "published"],
        [.. validation.Learners.Select(one => (IReadOnlyList<object>)[one.Learner.Name, one.Pooled.Auc, one.Pooled.AucDeLong.Low,
            one.Pooled.AucDeLong.High, one.Pooled.AucBootstrap.Low, one.Pooled.AucBootstrap.High,
            PublishedStudy.Learners.TryGetValue(one.Learner.Name, out var of) ? of.Auc : ""])],
        ["All predictions are of rows that were not learned; intervals hold 95 %, by DeLong, and with * by resampling."]);

    static StudyTable Repeated(ValidationResult validation)
    {
        LearnerResult best = validation.Best;
        IReadOnlyList<object> Row(string name, Func<TableMetrics, double> of)
        {
            double[] values = [.. best.Folds.Select(of).Where(value => !double.IsNaN(value)).Select(value => 100 * value)];
            return values.Length == 0 ? [name, "", "", "", ""]
                : [name, values.Average(), Description.StandardDeviation(values), values.Min(), values.Max()];
        }

        return new(7, $"Validation of the best learner, {best.Learner.Title}, over {best.Folds.Count} folds, %", ["metric", "mean", "SD", "min", "max"],
            [Row("accuracy: classes predicted right", fold => fold.Accuracy), Row("balanced accuracy: mean over classes", fold =>
                fold.BalancedAccuracy),
                Row("area under the curve", fold => fold.Auc)], [PublishedStudy.Validation]);
    }
}
