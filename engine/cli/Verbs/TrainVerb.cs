using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Data;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate train DATASET</c>: trains a surrogate on a data set.</summary>
sealed class TrainVerb : Verb
{
    readonly Argument<string> dataset = new("dataset") { Description = "Folder of a data set made by surrogate simulate." };
    readonly Option<string?> output = new("--output", "-o") { Description = "File of the surrogate [default: NAME.surrogate].", HelpName = "file" };
    readonly Option<string?> plan = new("--plan") { Description = "JSON file with the training plan; left out, a plan that suits most.", HelpName = "file" };
    readonly Option<int?> epochs = new("--epochs") { Description = "Passes over the data, instead of the plan's.", HelpName = "count" };
    readonly Option<double?> seconds = new("--seconds") { Description = "Train no longer than this.", HelpName = "number" };
    readonly Option<bool> resume = new("--resume") { Description = "Go on where a stopped training left off." };
    readonly Option<bool> show = new("--show-plan") { Description = "Print the plan and do not train." };

    public override string Name => "train";

    public override string Summary => "Train a surrogate on a data set.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate train plga-sphere-data", "surrogate train plga-sphere-data --seconds 600 --output good.surrogate",
        "surrogate train plga-sphere-data --show-plan > plan.json",
    ];

    protected override IReadOnlyList<Argument> Arguments => [dataset];

    protected override IReadOnlyList<Option> Options => [output, plan, epochs, seconds, resume, show];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        TrainingPlan chosen = Plan(given);
        if (given.GetValue(show))
        {
            terminal.Line(chosen.ToJson().TrimEnd());
            return CommandLine.Done;
        }

        string folder = given.GetRequiredValue(dataset);
        string file = given.GetValue(output) ?? Inputs.Derived(folder, ".surrogate", withoutEnding: "-data");
        string runFolder = Path.ChangeExtension(file, ".run");
        Inputs.RequireFolderOf(file);
        CurveSet set = Dataset.Open(folder).LoadFinished();
        var clock = Stopwatch.StartNew();
        Surrogate trained;
        try
        {
            trained = TrainingScreen.Run(terminal, chosen, set, runFolder, given.GetValue(resume), cancellation);
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
            Tell(terminal, trained.Card, file, runFolder, folder, clock.Elapsed);
        }

        return CommandLine.Done;
    }

    TrainingPlan Plan(ParseResult given)
    {
        string? path = given.GetValue(plan);
        TrainingPlan read = path is null ? new TrainingPlan() : TrainingPlan.FromJson(Inputs.Text(path, "a training plan"), path);
        TrainingPlan asked = read with { Epochs = given.GetValue(epochs) ?? read.Epochs, Seconds = given.GetValue(seconds) ?? read.Seconds };
        return asked.Checked(path ?? "surrogate train");
    }

    static void Tell(Terminal terminal, SurrogateCard card, string file, string runFolder, string folder, TimeSpan elapsed)
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
        });
        terminal.Line($"Surrogate of {card.Space.Law}, trained on {ProgressText.Count(card.TrainingCurves)} curves: {file}");
        if (card.Test is { } test)
            terminal.Line(ErrorText.Sentence(test));
        terminal.Line($"Next:  surrogate evaluate {file} {folder}");
        terminal.Line($"       surrogate predict {file} --template formulations.csv");
    }
}
