using System.CommandLine;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Fitting;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate quickstart</c>: the whole pipeline in two minutes.</summary>
sealed class QuickstartVerb : Verb
{
    static readonly QuickstartOptions Usual = new();

    readonly Option<string> output = new("--output", "-o")
    {
        Description = "Folder for everything it makes.",
        HelpName = "folder",
        DefaultValueFactory = _ => Usual.Output
    };
    readonly Option<long> samples = new("--samples")
    {
        Description = "Formulations to simulate.",
        HelpName = "count",
        DefaultValueFactory = _ => Usual.Samples,
        CustomParser = NumberOption.Whole
    };
    readonly Option<double> seconds = new("--seconds")
    {
        Description = "Seconds of training.",
        HelpName = "number",
        DefaultValueFactory = _ => Usual.Seconds,
        CustomParser = NumberOption.Real
    };
    readonly Option<long> seed = new("--seed")
    {
        Description = "Seed of formulations and network.",
        HelpName = "number",
        DefaultValueFactory = _ => Usual.Seed,
        CustomParser = NumberOption.Whole
    };
    readonly Option<string[]> profile = new("--profile")
    {
        Description = $"Measured profiles to explain: CSV files, or {BuiltInProfiles.NameList}.",
        HelpName = "profile",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. Usual.Profiles],
    };

    readonly Option<bool> resume = new("--resume") { Description = "Go on with a quickstart that was stopped." };
    readonly Option<bool> force = new("--force") { Description = "Make it again in the folder of an earlier quickstart." };

    public override string Name => "quickstart";

    public override int Rank => 1;

    public override string Summary => "Run the whole pipeline in two minutes: simulate, train, evaluate, fit a measured profile, report.";

    public override IReadOnlyList<string> Examples =>
        ["surrogate quickstart", "surrogate quickstart --output my-folder --profile my-profile.csv"];

    protected override IReadOnlyList<Option> Options => [output, samples, seconds, seed, profile, resume, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        var options = new QuickstartOptions
        {
            Output = given.GetValue(output)!,
            Samples = given.GetValue(samples),
            Seconds = given.GetValue(seconds),
            Seed = given.GetValue(seed),
            Profiles = given.GetValue(profile)!,
            Resume = given.GetValue(resume),
            Force = given.GetValue(force),
        };
        try
        {
            using var screen = new ProgressScreen(terminal);
            Tell(terminal, QuickstartWorkflow.Run(options, screen, cancellation), options.Folder);
            return CommandLine.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Remark($"Stopped; what is done is in {options.Output}. Go on with:  {CommandLine.Resumed(given)}");
            terminal.Result(new { interrupted = true, output = Path.GetFullPath(options.Output) });
            return CommandLine.Interrupted;
        }
    }

    static void Tell(Terminal terminal, QuickstartResult found, QuickstartFolder folder)
    {
        foreach (FitResult fit in found.Fits)
            FitText.Show(terminal, fit, remarks: false);
        ErrorSummary error = found.TestSetReport.Summary;
        terminal.Line();
        terminal.Line(
            $"Done in {NumberText.Duration(TimeSpan.FromSeconds(found.Seconds))}, {NumberText.Bytes(found.PeakMemory)} of memory at most.");
        terminal.Line(EvaluateResult.Sentence(error));
        terminal.Line();
        terminal.Line($"  report         {folder.Report}   (open it in a browser)");
        terminal.Line($"  surrogate      {folder.Surrogate}");
        terminal.Line($"  curves         {folder.Data}");
        terminal.Line($"  scenario       {folder.Scenario}");
        terminal.Line();
        terminal.Line("Try next:");
        terminal.Line($"  {ShellText.Line("surrogate", "predict", folder.Surrogate, folder.Formulations, "--output", "curves.csv")}");
        terminal.Line($"  {ShellText.Line("surrogate", "fit", folder.Surrogate, "letrozole-plga", "--fix", "kappa=50")}");
        terminal.Line("  surrogate init burst-erosion");
        terminal.Result(new
        {
            curves = found.Data.Manifest.Rows,
            held_out_curves = error.Curves,
            rel_l2_mean = error.RelL2Mean,
            rel_l2_p99 = error.RelL2P99,
            rel_l2_max = error.RelL2Max,
            predict_curves_per_s = found.CurvesPerSecond,
            peak_memory_bytes = found.PeakMemory,
            seconds = found.Seconds,
            report = Path.GetFullPath(folder.Report),
            surrogate = Path.GetFullPath(folder.Surrogate),
            dataset = Path.GetFullPath(folder.Data),
            fits = found.Fits.Select(FitText.Facts),
        });
    }
}
