using SurrogateEngine.Data;
using SurrogateEngine.Report;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Workflows;

/// <summary>What to compare with what.</summary>
public sealed record EvaluateOptions
{
    /// <summary>File of the surrogate.</summary>
    public required string Surrogate { get; init; }

    /// <summary>Folder of a data set of the same model.</summary>
    public required string Dataset { get; init; }

    /// <summary>Evaluate every curve of the training data set, those it was trained on included.</summary>
    public bool All { get; init; }

    /// <summary>HTML report to write; null writes none.</summary>
    public string? Report { get; init; }

    /// <summary>Picture of the curves to write, .svg or .png; null writes none.</summary>
    public string? Plot { get; init; }

    /// <summary>Replace the report and the picture if they are there already.</summary>
    public bool Force { get; init; }
}

/// <summary>How far a surrogate is from the model.</summary>
/// <param name="Error">Errors in a few numbers.</param>
/// <param name="IsTrainingData">Whether the data set is the one it was trained on.</param>
/// <param name="IsHeldOut">Whether the curves are the part of that data set that training never saw.</param>
/// <param name="Band">The band whose coverage was checked; null if the surrogate has none.</param>
/// <param name="WholeCurvesHeld">Share of the curves that lie in their band at every time; null without a band.</param>
public sealed record EvaluateResult(ErrorSummary Error, bool IsTrainingData, bool IsHeldOut, BandLevel? Band, double? WholeCurvesHeld)
{
    /// <summary>The errors in one sentence.</summary>
    public static string Sentence(ErrorSummary error) =>
        $"Relative L2 error of {NumberText.Count(error.Curves)} held-out curves: mean {NumberText.Percent(error.RelL2Mean)}, 99 % below {NumberText.Percent(error.RelL2P99)}, worst {NumberText.Percent(error.RelL2Max)}.";
}

/// <summary>Compares a surrogate with the model's own curves.</summary>
public static class EvaluateWorkflow
{
    /// <summary>Runs it.</summary>
    /// <exception cref="RefusedException">The surrogate, the data set or the report can't be used.</exception>
    public static EvaluateResult Run(EvaluateOptions options, IProgress<WorkflowEvent>? progress = null,
        CancellationToken cancellation = default)
    {
        var outputs = new OutputFiles(options.Surrogate, options.Dataset);
        outputs.Require(options.Report, options.Force, OutputKind.Report);
        outputs.Require(options.Plot, options.Force, OutputKind.Plot);
        using Surrogate trained = Surrogate.Load(options.Surrogate);
        CurveSet set = Dataset.Open(options.Dataset).LoadFinished();
        bool isOwn = set.Hash == trained.Card.DatasetHash, testSet = isOwn && !options.All;
        if (testSet)
            set = set.Rows(RowSplit.Of(set, trained.Plan).Test);
        if (set.Count == 0)
            throw Refusals.NothingHeldOut(options.Dataset);
        Evaluation evaluated = progress.Stage("Evaluating", "curves", report =>
        {
            report(new(0, set.Count));
            return Evaluation.Of(trained, set, new SynchronousProgress<int>(done => report(new(done, set.Count))), cancellation);
        }, quick: true);
        BandLevel? level = Bands.UsualLevel(trained.Card);
        double? held = level is null ? null : progress.Stage("Checking bands", "curves", report =>
            Bands.WholeCurvesHeld(trained, level, set, done => report(new(done, set.Count)), cancellation), quick: true);
        if ((options.Report ?? options.Plot) is not null)
            Show(trained, TestSetReport.Of(evaluated, set, trained), set.Hash, options);
        return new EvaluateResult(evaluated.Summary, isOwn, testSet, level, held);
    }

    static void Show(Surrogate trained, TestSetReport testSet, string datasetHash, EvaluateOptions options)
    {
        if (options.Report is { } page)
            HtmlReport.Write(Page(trained, testSet, datasetHash, options), page);
        if (options.Plot is { } picture)
            PlotFile.Write(CurvePlots.Of(testSet, new Dictionary<string, string>
            {
                ["surrogate_sha256"] = Provenance.HashOf(options.Surrogate),
                ["dataset_sha256"] = datasetHash,
            }), picture);
    }

    static ReportModel Page(Surrogate trained, TestSetReport testSet, string datasetHash, EvaluateOptions options) => new()
    {
        Provenance =
        [
            .. Provenance.Of(trained.Card, options.Surrogate),
            new("data set", Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Dataset)), datasetHash, "compared with")
            {
                IsInput = true
            },
        ],
        Commands = [ShellText.Line(["surrogate", "evaluate", options.Surrogate, options.Dataset, .. options.All ? (string[])["--all"]
        : []])],
        Title = trained.Card.Space.Model,
        Subtitle = "surrogate against model",
        Made = Manifest.ThisSoftware,
        Parameters = trained.Card.Space.Parameters,
        TestSetReport = testSet,
    };
}
