using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate simulate SCENARIO</c>: solves a scenario's formulations into a data set.</summary>
sealed class SimulateVerb : Verb
{
    readonly Argument<string> scenario = new("scenario") { Description = "Scenario file, or the name of a release model for its defaults." };
    readonly Option<string?> output = new("--output", "-o") { Description = "Folder of the data set [default: NAME-data].", HelpName = "folder" };
    readonly Option<bool> resume = new("--resume") { Description = "Go on where a stopped run of the same scenario left off." };
    readonly Option<long?> samples = new("--samples") { Description = "Formulations to draw, instead of the scenario's.", HelpName = "count" };
    readonly Option<long?> seed = new("--seed") { Description = "Seed, instead of the scenario's.", HelpName = "number" };

    public override string Name => "simulate";

    public override string Summary => "Solve a release model for many formulations and keep the curves as a data set.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate simulate plga-sphere.json", "surrogate simulate plga-sphere --samples 100000 --output big", "surrogate simulate my.json --resume",
    ];

    protected override IReadOnlyList<Argument> Arguments => [scenario];

    protected override IReadOnlyList<Option> Options => [output, resume, samples, seed];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string word = given.GetRequiredValue(scenario);
        Scenario asked = Overridden(Inputs.Scenario(word), given.GetValue(samples), given.GetValue(seed));
        string folder = given.GetValue(output) ?? Inputs.Derived(word, "-data");
        if (asked.ChooseSolver() is { } choice)
        {
            terminal.Remark($"Solver: {choice.Solver}, because {choice.Reason}.");
            asked = asked with { Solver = choice.Solver };
        }

        var clock = Stopwatch.StartNew();
        Dataset made;
        try
        {
            made = ProgressScreen.Run(terminal, "Simulating", "formulations", progress => Simulation.Run(
                asked, folder, given.GetValue(resume), new Relay<SimulationProgress>(at => progress.Report(at.Done, at.Total, Failures(at.Failed))),
                solver: null, cancellation));
        }
        catch (OperationCanceledException)
        {
            return Stopped(terminal, folder, given);
        }

        Tell(terminal, made, folder, clock.Elapsed);
        return CommandLine.Done;
    }

    static Scenario Overridden(Scenario asked, long? samples, long? seed)
    {
        if (samples < 1)
            throw Refusals.TooSmall("surrogate simulate --samples", samples.Value, 1);
        if (seed < 0)
            throw Refusals.TooSmall("surrogate simulate --seed", seed.Value, 0);
        return asked with { Samples = samples ?? asked.Samples, Seed = seed is { } value ? (ulong)value : asked.Seed };
    }

    static string? Failures(long failed) => failed == 0 ? null : $"{ProgressText.Count(failed)} failed";

    static int Stopped(Terminal terminal, string folder, ParseResult given)
    {
        terminal.Remark($"Stopped; the finished shards are in {folder}. Go on with:  {Inputs.Resumed(given)}");
        terminal.Result(new { interrupted = true, dataset = Path.GetFullPath(folder) });
        return CommandLine.Interrupted;
    }

    static void Tell(Terminal terminal, Dataset made, string folder, TimeSpan elapsed)
    {
        Manifest manifest = made.Manifest;
        var ends = Enum.GetValues<Outcome>().Select(outcome => (Outcome: outcome, Count: manifest.CountOf(outcome))).Where(end => end.Count > 0).ToArray();
        long finished = manifest.CountOf(Outcome.Finished);
        long bytes = Directory.EnumerateFiles(folder).Sum(path => new FileInfo(path).Length);
        terminal.Result(new
        {
            dataset = Path.GetFullPath(folder),
            law = made.Scenario.Law.Name,
            solver = made.Scenario.Solver,
            rows = manifest.Rows,
            finished,
            outcomes = ends.ToDictionary(end => JsonNamingPolicy.SnakeCaseLower.ConvertName(end.Outcome.ToString()), end => end.Count),
            seconds = elapsed.TotalSeconds,
            bytes,
            scenario_hash = made.Scenario.Hash,
            dataset_hash = manifest.Hash,
        });
        terminal.Line($"{ProgressText.Count(finished)} of {ProgressText.Count(manifest.Rows)} curves of {made.Scenario.Law.Name} are in {folder} ({ProgressText.Bytes(bytes)}).");
        foreach ((Outcome outcome, long count) in ends.Where(end => end.Outcome != Outcome.Finished))
            terminal.Line($"  {ProgressText.Count(count)}: {outcome.Sentence()}");
        terminal.Line($"Next:  surrogate train {folder}");
    }
}
