using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate evaluate SURROGATE DATASET</c>: how far the surrogate's curves are from the model's.</summary>
sealed class EvaluateVerb : Verb
{
    readonly Argument<string> surrogate = new("surrogate") { Description = "File made by surrogate train." };
    readonly Argument<string> dataset = new("dataset") { Description = "Folder of a data set of the same model." };
    readonly Option<string?> report = CommonOptions.Report("Write an HTML report with curves and errors.");
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<bool> all = new("--all")
    {
        Description = "Evaluate every curve of the training data set, those it was trained on included."
    };
    readonly Option<bool> force = CommonOptions.Force("report");

    public override string Name => "evaluate";

    public override int Rank => 5;

    public override string Summary => "Compare a surrogate with the model's own curves.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate evaluate plga-sphere.surrogate plga-sphere-data --plot errors.png", "surrogate evaluate plga-sphere.surrogate other-data --json",
    ];

    protected override IReadOnlyList<Argument> Arguments => [surrogate, dataset];

    protected override IReadOnlyList<Option> Options => [all, report, plot, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var options = new EvaluateOptions
        {
            Surrogate = given.GetRequiredValue(surrogate),
            Dataset = given.GetRequiredValue(dataset),
            All = given.GetValue(all),
            Report = given.GetValue(report),
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
        };
        using var screen = new ProgressScreen(terminal);
        Tell(terminal, EvaluateWorkflow.Run(options, screen, cancellation), options);
        return CommandLine.Done;
    }

    static void Tell(Terminal terminal, EvaluateResult found, EvaluateOptions options)
    {
        ErrorSummary error = found.Error;
        terminal.Result(new
        {
            surrogate = options.Surrogate,
            dataset = options.Dataset,
            held_out = found.IsHeldOut || !found.IsTrainingData,
            curves = error.Curves,
            rel_l2_mean = error.RelL2Mean,
            rel_l2_p50 = error.RelL2P50,
            rel_l2_p99 = error.RelL2P99,
            rel_l2_max = error.RelL2Max,
            rmse = error.Rmse,
            band_coverage = found.Band?.Coverage,
            band_whole_curves_held = found.WholeCurvesHeld,
        });
        string which = found.IsHeldOut ? "held out of training" : found.IsTrainingData ? "all of the training data set"
            : "of another data set than it was trained on";
        terminal.Line($"{Count(error.Curves, "curve")}, {which}:");
        terminal.Line(
            $"  relative L2 error   mean {Percent(error.RelL2Mean)}, half below {Percent(error.RelL2P50)}, 99 % below {Percent(error.RelL2P99)}, worst {Percent(error.RelL2Max)}");
        terminal.Line($"  error at any time   {Percent(error.Rmse)} of the dose (root mean square)");
        if (found.WholeCurvesHeld is { } share)
            terminal.Line($"  bands               made for {Percent(found.Band!.Coverage)} of whole curves, hold {Percent(share)}");
        if (options.Plot is { } picture)
            terminal.Line($"Plot: {picture}");
        if (options.Report is { } written)
            terminal.Line($"Report: {written}");
    }
}
