using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate train DATA</c>: trains a surrogate on a data set, or on scenarios simulated meanwhile.</summary>
sealed class TrainVerb : Verb
{
    readonly Argument<string> data = new("data") { Description = "Folder of a data set made by surrogate simulate; or a scenario file, to learn from fresh simulations with nothing on disk." };
    readonly Option<string?> output = new("--output", "-o") { Description = "File of the surrogate [default: NAME.surrogate].", HelpName = "file" };
    readonly PlanOptions plan = new();
    readonly Option<bool> resume = new("--resume") { Description = "Go on where a stopped training left off." };
    readonly Option<bool> show = new("--show-plan") { Description = "Print the plan and do not train." };

    public override string Name => "train";

    public override string Summary => "Train a surrogate on a data set, or on simulations made meanwhile.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate train plga-sphere-data", "surrogate train plga-sphere-data --seconds 600 --output good.surrogate",
        "surrogate train plga-sphere-data --network deeponet --features effective-rates --monotone",
        "surrogate train plga-sphere.json --seconds 600", "surrogate train plga-sphere-data --show-plan > plan.json",
        "surrogate train new-data --from plga-sphere.surrogate --freeze 2",
    ];

    protected override IReadOnlyList<Argument> Arguments => [data];

    protected override IReadOnlyList<Option> Options => [output, .. plan.All, resume, show];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        TrainingPlan chosen = plan.Chosen(given);
        if (given.GetValue(show))
        {
            terminal.Line(chosen.ToJson().TrimEnd());
            return CommandLine.Done;
        }

        string from = given.GetRequiredValue(data);
        string file = given.GetValue(output) ?? Inputs.Derived(from, ".surrogate", withoutEnding: "-data");
        string runFolder = Path.ChangeExtension(file, ".run");
        Inputs.RequireFolderOf(file);
        var clock = Stopwatch.StartNew();
        // What is a folder, or nothing at all, is opened as a data set, whose refusals say what to give.
        Scenario? scenario = File.Exists(from) ? Scenario.Load(from) : null;
        Surrogate trained;
        try
        {
            trained = scenario is null
                ? TrainingScreen.Run(terminal, chosen, Dataset.Open(from).LoadFinished(), runFolder, given.GetValue(resume), cancellation)
                : TrainingScreen.Run(terminal, chosen, new ScenarioStream(scenario, from), runFolder, given.GetValue(resume), cancellation);
        }
        catch (OperationCanceledException)
        {
            terminal.Remark($"Stopped; the last checkpoint is in {runFolder}. Go on with:  {Inputs.Resumed(given)}");
            terminal.Result(new { interrupted = true, run = Path.GetFullPath(runFolder) });
            return CommandLine.Interrupted;
        }

        using (trained)
        {
            trained.Save(file);
            Tell(terminal, trained.Card, trained.Plan, file, runFolder, clock.Elapsed);
            TellNext(terminal, file, from, scenario);
        }

        return CommandLine.Done;
    }

    static void Tell(Terminal terminal, SurrogateCard card, TrainingPlan plan, string file, string runFolder, TimeSpan elapsed)
    {
        terminal.Result(new
        {
            surrogate = Path.GetFullPath(file),
            run = Path.GetFullPath(runFolder),
            law = card.Space.Law,
            training_curves = card.TrainingCurves,
            best_epoch = card.BestEpoch,
            test = card.Test,
            validation = card.Validation,
            seconds = elapsed.TotalSeconds,
            dataset_hash = card.DatasetHash,
            plan_hash = card.PlanHash,
            origin = card.Origin,
        });
        terminal.Line($"Surrogate of {card.Space.Law}, trained on {ProgressText.Count(card.TrainingCurves)} curves: {file}");
        if (card.Origin is { } origin)
            terminal.Line($"It started {origin}.");
        if (plan.Patience > 0 && card.BestEpoch + plan.Patience < plan.Epochs)
            terminal.Line($"Training stopped early: {plan.Patience} epochs after epoch {card.BestEpoch} the error had not fallen any more.");
        if (card.Test is { } test)
            terminal.Line(ErrorText.Sentence(test));
    }

    static void TellNext(Terminal terminal, string file, string from, Scenario? scenario)
    {
        if (scenario is null)
        {
            terminal.Line($"Next:  surrogate evaluate {file} {from}");
        }
        else
        {
            string unseen = Inputs.Derived(from, "-unseen", withoutEnding: "-data");
            terminal.Line($"Next:  surrogate simulate {from} --seed {scenario.Seed + 1} --samples 4096 --output {unseen}");
            terminal.Line($"       surrogate evaluate {file} {unseen}");
        }

        terminal.Line($"       surrogate predict {file} --template formulations.csv");
    }
}
