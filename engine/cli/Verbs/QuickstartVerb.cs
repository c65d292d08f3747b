using System.CommandLine;
using SurrogateEngine.Cli.Quickstart;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Profiles;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate quickstart</c>: the whole road in two minutes.</summary>
sealed class QuickstartVerb : Verb
{
    const string Law = "plga-sphere";

    readonly Option<string> output = new("--output", "-o") { Description = "Folder for everything it makes.", HelpName = "folder", DefaultValueFactory = _ => "surrogate-quickstart" };
    readonly Option<long> samples = new("--samples") { Description = "Formulations to simulate.", HelpName = "count", DefaultValueFactory = _ => 100_000 };
    readonly Option<double> seconds = new("--seconds") { Description = "Seconds of training.", HelpName = "number", DefaultValueFactory = _ => 60 };
    readonly Option<long> seed = new("--seed") { Description = "Seed of formulations and network.", HelpName = "number", DefaultValueFactory = _ => 1 };
    readonly Option<string[]> profile = new("--profile")
    {
        Description = $"Measured profiles to explain: CSV files, or {BuiltInProfiles.NameList}.",
        HelpName = "profile",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. BuiltInProfiles.Names],
    };

    readonly Option<bool> resume = new("--resume") { Description = "Go on with a quickstart that was stopped." };

    public override string Name => "quickstart";

    public override string Summary => "Walk the whole road in two minutes: simulate, train, evaluate, fit a measured profile, report.";

    public override IReadOnlyList<string> Examples => ["surrogate quickstart", "surrogate quickstart --output my-folder --profile my-profile.csv"];

    protected override IReadOnlyList<Option> Options => [output, samples, seconds, seed, profile, resume];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        QuickstartOptions options = Asked(given);
        try
        {
            Tell(terminal, new QuickstartRun(options, terminal, cancellation).Run(), options.Folder);
            return CommandLine.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Remark($"Stopped; what is done is in {options.Folder.Root}. Go on with:  {Inputs.Resumed(given)}");
            terminal.Result(new { interrupted = true, output = Path.GetFullPath(options.Folder.Root) });
            return CommandLine.Interrupted;
        }
    }

    QuickstartOptions Asked(ParseResult given)
    {
        const string verb = "surrogate quickstart";
        long count = given.GetValue(samples), number = given.GetValue(seed);
        double time = given.GetValue(seconds);
        if (count < 1000)
            throw Refusals.TooSmall($"{verb} --samples", count, 1000);
        if (number < 0)
            throw Refusals.TooSmall($"{verb} --seed", number, 0);
        if (!(time >= 1))
            throw Refusals.TooSmall($"{verb} --seconds", time, 1);
        return new(new QuickstartFolder(given.GetValue(output)!, Law), count, time, (ulong)number, given.GetValue(profile)!, given.GetValue(resume));
    }

    static void Tell(Terminal terminal, QuickstartFindings found, QuickstartFolder folder)
    {
        ErrorSummary error = found.HeldOut.Summary;
        terminal.Line();
        terminal.Line($"Done in {ProgressText.Duration(TimeSpan.FromSeconds(found.Seconds))}, {ProgressText.Bytes(found.PeakMemory)} of memory at most.");
        terminal.Line(ErrorText.Sentence(error));
        terminal.Line();
        terminal.Line($"  report         {folder.Report}   (open it in a browser)");
        terminal.Line($"  surrogate      {folder.Surrogate}");
        terminal.Line($"  curves         {folder.Data}");
        terminal.Line($"  scenario       {folder.Scenario}");
        terminal.Line();
        terminal.Line("Try next:");
        terminal.Line($"  surrogate predict {folder.Surrogate} {folder.Formulations} --output curves.csv");
        terminal.Line($"  surrogate fit {folder.Surrogate} letrozole-plga --fix kappa=50");
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
