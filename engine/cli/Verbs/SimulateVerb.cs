using System.CommandLine;
using System.Text.Json;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Workflows;
using static SurrogateEngine.NumberText;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate simulate SCENARIO</c>: solves a scenario's formulations into a data set.</summary>
sealed class SimulateVerb : Verb
{
    const string WhatScenarioIs = "Scenario file, or the name of a release model for its defaults.";

    readonly Argument<string?> scenario = new("scenario") { Description = WhatScenarioIs, Arity = ArgumentArity.ZeroOrOne };
    readonly FormulationWords formulation = new();
    readonly Option<string?> plot = CommonOptions.Plot();
    readonly Option<bool> force = CommonOptions.Force("picture or table");
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "Folder of the data set [default: NAME-data]; of single formulations, a CSV or Parquet file of their curves.",
        HelpName = "folder"
    };
    readonly Option<bool> resume = new("--resume") { Description = "Go on where a stopped run of the same scenario left off." };
    readonly Option<long?> samples = new("--samples")
    {
        Description = "Formulations to draw, instead of the scenario's.",
        HelpName = "count",
        CustomParser = given => NumberOption.Whole(given)
    };
    readonly Option<long?> seed = new("--seed")
    {
        Description = "Seed, instead of the scenario's.",
        HelpName = "number",
        CustomParser = given => NumberOption.Whole(given)
    };
    readonly Option<string?> device = CommonOptions.Device("Where to solve");

    public override string Name => "simulate";

    public override int Rank => 3;

    public override string Summary => "Solve a release model for many formulations and keep the curves as a data set.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate simulate plga-sphere.json", "surrogate simulate plga-sphere --samples 100000 --output big",
            "surrogate simulate my.json --resume", "surrogate simulate plga-sphere --set radius=120nm phi=0.1 --plot curve.png",
        "surrogate simulate plga-sphere --sweep radius=20..500nm --plot family.svg -o family.csv",
        "surrogate simulate plga-sphere --compare plga-local burst-erosion --plot models.png",
    ];

    protected override IReadOnlyList<Argument> Arguments => [scenario];

    protected override IReadOnlyList<Option> Options => [output, .. formulation.All, plot, resume, samples, seed, device, force];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        string[] models = formulation.Models(given, given.GetValue(scenario));
        if (models.Length == 0)
            throw Refusals.MissingWord("surrogate simulate", scenario.Name, WhatScenarioIs, "see surrogate simulate --help");
        if (formulation.IsAsked(given))
        {
            foreach (Option other in (Option[])[resume, samples, seed, device])
                if (given.GetResult(other) is { Implicit: false })
                    throw Refusals.NotForOneFormulation(other.Name);
            FormulationText.Tell(terminal, formulation.Run(given, models, given.GetValue(output), given.GetValue(plot),
                given.GetValue(force), cancellation));
            return CommandLine.Done;
        }

        var options = new SimulateOptions
        {
            Scenario = models[0],
            Plot = given.GetValue(plot),
            Force = given.GetValue(force),
            Output = given.GetValue(output),
            Resume = given.GetValue(resume),
            Samples = given.GetValue(samples),
            Seed = given.GetValue(seed),
            Device = given.GetValue(device),
        };
        try
        {
            using var screen = new ProgressScreen(terminal);
            Tell(terminal, SimulateWorkflow.Run(options, screen, cancellation), options.Plot);
            return CommandLine.Done;
        }
        catch (OperationCanceledException)
        {
            terminal.Remark($"Stopped; the finished shards are in {options.Folder}. Go on with:  {CommandLine.Resumed(given)}");
            terminal.Result(new { interrupted = true, dataset = Path.GetFullPath(options.Folder) });
            return CommandLine.Interrupted;
        }
    }

    static void Tell(Terminal terminal, SimulateResult made, string? plot)
    {
        Manifest manifest = made.Data.Manifest;
        Scenario solved = made.Data.Scenario;
        string folder = made.Data.Folder;
        terminal.Result(new
        {
            dataset = Path.GetFullPath(folder),
            model = solved.Model.Name,
            solver = solved.Solver,
            device = manifest.SolvedOn,
            rows = manifest.Rows,
            finished = made.Finished,
            outcomes = made.Outcomes.ToDictionary(end => JsonNamingPolicy.SnakeCaseLower.ConvertName(end.Outcome.ToString()),
            end => end.Count),
            seconds = made.Elapsed.TotalSeconds,
            bytes = made.Bytes,
            scenario_hash = solved.Hash,
            dataset_hash = manifest.Hash,
        });
        terminal.Line(
            $"{Count(made.Finished)} of {Count(manifest.Rows)} curves of {solved.Model.Name} are in {folder} ({Bytes(made.Bytes)}).");
        foreach ((Outcome outcome, long count) in made.Outcomes.Where(end => end.Outcome != Outcome.Finished))
            terminal.Line($"  {Count(count)}: {outcome.Sentence()}");
        if (plot is not null)
            terminal.Line($"Plot: {plot}");
        terminal.Line($"Next:  {ShellText.Line("surrogate", "train", folder)}");
    }
}
