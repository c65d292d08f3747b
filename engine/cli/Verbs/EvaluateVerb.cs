using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Data;
using SurrogateEngine.Report;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate evaluate SURROGATE DATASET</c>: how far the surrogate's curves are from the model's.</summary>
sealed class EvaluateVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train." };
    readonly Argument<string> dataset = new("dataset") { Description = "Folder of a data set of the same model." };
    readonly Option<string?> report = new("--report") { Description = "Write an HTML report with curves and errors.", HelpName = "file" };
    readonly Option<bool> all = new("--all") { Description = "Judge every curve of the training data set, those it was trained on included." };

    public override string Name => "evaluate";

    public override string Summary => "Compare a surrogate with the model's own curves.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate evaluate plga-sphere.surrogate plga-sphere-data", "surrogate evaluate plga-sphere.surrogate other-data --json",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, dataset];

    protected override IReadOnlyList<Option> Options => [all, report];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        using Surrogate trained = Surrogate.Load(given.GetRequiredValue(surrogate));
        string folder = given.GetRequiredValue(dataset);
        if (given.GetValue(report) is { } target)
            Inputs.RequireFolderOf(target);
        CurveSet set = Dataset.Open(folder).LoadFinished();
        bool isOwn = set.Hash == trained.Card.DatasetHash;
        bool heldOut = isOwn && !given.GetValue(all);
        if (heldOut)
            set = set.Rows(RowSplit.Of(set, trained.Plan).Test);
        if (set.Count == 0)
            throw Refusals.NothingHeldOut(folder);
        Evaluation judged = Evaluation.Of(trained, set);
        ErrorSummary error = judged.Summary;
        if (given.GetValue(report) is { } page)
            HtmlReport.Write(Page(trained, HeldOut.Of(judged, set, trained)), page);
        BandLevel? level = trained.Card.Confidence?.Levels.MinBy(candidate => Math.Abs(candidate.Coverage - 0.9));
        double? held = level is null ? null : BandChoice.WholeCurvesHeld(trained, level, set);
        terminal.Result(new
        {
            surrogate = given.GetValue(surrogate),
            dataset = folder,
            held_out = heldOut || !isOwn,
            curves = error.Curves,
            rel_l2_mean = error.RelL2Mean,
            rel_l2_p50 = error.RelL2P50,
            rel_l2_p99 = error.RelL2P99,
            rel_l2_max = error.RelL2Max,
            rmse = error.Rmse,
            band_coverage = level?.Coverage,
            band_whole_curves_held = held,
        });
        string which = heldOut ? "held out of training" : isOwn ? "all of the training data set" : "of another data set than it was trained on";
        terminal.Line($"{ProgressText.Count(error.Curves)} curves, {which}:");
        terminal.Line($"  relative L2 error   mean {ErrorText.Percent(error.RelL2Mean)}, half below {ErrorText.Percent(error.RelL2P50)}, 99 % below {ErrorText.Percent(error.RelL2P99)}, worst {ErrorText.Percent(error.RelL2Max)}");
        terminal.Line($"  error at any time   {ErrorText.Percent(error.Rmse)} of the dose (root mean square)");
        if (held is { } share)
            terminal.Line($"  bands               made for {ErrorText.Percent(level!.Coverage)} of whole curves, hold {ErrorText.Percent(share)}");
        if (given.GetValue(report) is { } written)
            terminal.Line($"Report: {written}");
        return CommandLine.Done;
    }

    static ReportModel Page(Surrogate trained, HeldOut heldOut) => new()
    {
        Title = trained.Card.Space.Law,
        Subtitle = "surrogate against model",
        Made = Manifest.ThisSoftware,
        Parameters = trained.Card.Space.Parameters,
        HeldOut = heldOut,
    };
}
