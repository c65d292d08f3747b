using System.CommandLine;
using System.Text.Json.Nodes;
using SurrogateEngine.Cli.Screen;
using SurrogateEngine.Trainers;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Cli.Verbs;

/// <summary><c>surrogate train DATA</c>: trains a surrogate on a data set, or on scenarios simulated meanwhile.</summary>
sealed class TrainVerb : Verb
{
    readonly Argument<string> data = new("data")
    {
        Description =
            "Folder of a data set made by surrogate simulate; a scenario file, to learn from fresh simulations with nothing on disk; for a policy a surrogate or the name of a model."
    };
    readonly Option<string?> output = new("--output", "-o")
    {
        Description = "File of the surrogate [default: NAME.surrogate].",
        HelpName = "file"
    };
    readonly PlanOptions plan = new();
    readonly Option<bool> resume = new("--resume") { Description = "Go on where a stopped training left off." };
    readonly Option<bool> force = new("--force")
    {
        Description = "Begin anew where a training is recorded already, and replace its surrogate."
    };
    readonly Option<bool> show = new("--show-plan") { Description = "Print the plan and do not train." };
    readonly Option<string?> replay = new("--replay")
    {
        Description = "With --from: old data that are not to be forgotten, a data set's folder or a number of formulations whose curves the surrogate says itself.",
        HelpName = "folder or count",
    };
    readonly StudyOptions study = new();
    readonly Option<int> levels = new("--levels")
    {
        Description = "Of a policy: values that a variable takes, evenly over its range.",
        HelpName = "count",
        DefaultValueFactory = _ => 7,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<int> budget = new("--budget")
    {
        Description = "Of a policy: experiments of an episode.",
        HelpName = "count",
        DefaultValueFactory = _ => 12,
        CustomParser = given => NumberOption.Count(given),
    };
    readonly Option<string[]> hidden = new("--hidden")
    {
        Description = "Of a policy: parameters that nobody can choose or see, others in each episode.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };
    readonly Option<string?> simulationDevice = CommonOptions.Device("Where fresh simulations are solved", "--simulation-device");

    public override string Name => "train";

    public override int Rank => 4;

    public override string Summary => "Train a surrogate on a data set, or on simulations made meanwhile.";

    public override IReadOnlyList<string> Examples =>
    [
        "surrogate train plga-sphere-data", "surrogate train plga-sphere-data --seconds 600 --output good.surrogate",
        "surrogate train plga-sphere-data --network deeponet --features effective-rates --monotone",
        "surrogate train plga-sphere.json --seconds 600", "surrogate train plga-sphere-data --show-plan > plan.json",
        "surrogate train new-data --from plga-sphere.surrogate --freeze 2",
        "surrogate train new-data --from plga-sphere.surrogate --replay plga-sphere-data",
        "surrogate train plga-sphere-data --task vae",
        "surrogate train plga-sphere.surrogate --task policy --maximize release@14d --minimize release@1d --budget 12",
    ];

    protected override IReadOnlyList<Argument> Arguments => [data];

    protected override IReadOnlyList<Option> Options =>
        [output, .. plan.All, .. study.Words, levels, budget, hidden, replay, simulationDevice, resume, force, show];

    public override int Run(ParseResult given, Terminal terminal, CancellationToken cancellation)
    {
        PlanRequest asked = plan.Asked(given);
        TrainingPlan chosen = asked.Resolve();
        if (given.GetValue(show))
        {
            if (!terminal.Json)
                terminal.Line(chosen.ToJson().TrimEnd());
            terminal.Result(new { plan = JsonNode.Parse(chosen.ToJson()), plan_hash = chosen.Hash() });
            return CommandLine.Done;
        }

        var options = new TrainOptions
        {
            Data = given.GetRequiredValue(data),
            Plan = chosen,
            PlanFile = asked.File,
            Force = given.GetValue(force),
            Output = given.GetValue(output),
            Resume = given.GetValue(resume),
            SimulationDevice = given.GetValue(simulationDevice),
            Replay = given.GetValue(replay),
        };
        try
        {
            using var screen = new ProgressScreen(terminal);
            if (chosen.Policy is not null)
            {
                Tell(terminal, PolicyWorkflow.Run(Policy(given, options), screen, cancellation));
                return CommandLine.Done;
            }

            if (chosen.Generator is not null)
            {
                Tell(terminal, GeneratorTrainingWorkflow.Run(options, screen, cancellation));
                return CommandLine.Done;
            }

            TrainResult made = TrainWorkflow.Run(options, screen, cancellation);
            Tell(terminal, made);
            TellNext(terminal, made, options);
            return CommandLine.Done;
        }
        catch (OperationCanceledException)
        {
            terminal.Remark($"Stopped; the last checkpoint is in {options.RunFolder}. Go on with:  {CommandLine.Resumed(given)}");
            terminal.Result(new { interrupted = true, run = Path.GetFullPath(options.RunFolder) });
            return CommandLine.Interrupted;
        }
    }

    PolicyRequest Policy(ParseResult given, TrainOptions options) => new(study.ReadWords(given, options.Data) with
    {
        Output = options.Output,
        Force = options.Force,
        Device = options.SimulationDevice,
    })
    {
        Plan = options.Plan,
        Levels = given.GetValue(levels),
        Budget = given.GetValue(budget),
        Hidden = given.GetValue(hidden) ?? [],
        Resume = options.Resume,
    };

    static void Tell(Terminal terminal, PolicyResult made)
    {
        terminal.Result(new
        {
            policy = Path.GetFullPath(made.File),
            run = Path.GetFullPath(made.RunFolder),
            algorithm = made.Card.Algorithm,
            steps = made.Card.Steps,
            score = made.Policy.Mean,
            score_half_width = made.Policy.HalfWidth,
            greedy_score = made.Greedy.Mean,
            random_score = made.Random.Mean,
            optimum = made.Optimum,
            optimum_share = made.OptimumShare,
            best = made.Parameters.Index().ToDictionary(at => at.Item.Name, at => made.Best[at.Index]),
            seconds = made.Elapsed.TotalSeconds,
            plan_hash = made.Card.PlanHash,
        });
        string Score(double value) => NumberText.Digits(value, 3);
        terminal.Line($"Policy by {made.Card.Algorithm} from {NumberText.Count(made.Card.Steps)} experiments: {made.File}");
        terminal.Line($"Best score of an episode, mean of {made.Policy.Scores.Length}: {Score(made.Policy.Mean)} beside {Score(made.Greedy.Mean)} by going on while it gets better and {Score(made.Random.Mean)} by chance.");
        if (made.Optimum is { } best)
            terminal.Line($"The best of the whole grid, {Score(best)}, is found in {NumberText.Percent(made.OptimumShare!.Value)} of the episodes.");
        terminal.Line($"The best formulation found: {string.Join(", ", made.Parameters.Index().Where(at => at.Item.Low < at.Item.High).Select(at => $"{at.Item.Name} = {NumberText.Short(made.Best[at.Index])} {at.Item.Unit}".TrimEnd()))}.");
    }

    static void Tell(Terminal terminal, GeneratorTrainingResult made)
    {
        GeneratorCard card = made.Card;
        GeneratorEvaluation held = card.Evaluation!;
        terminal.Result(new
        {
            generator = Path.GetFullPath(made.File),
            run = Path.GetFullPath(made.RunFolder),
            task = card.Kind,
            model = card.Space.Model,
            training_designs = card.TrainingDesigns,
            best_epoch = card.BestEpoch,
            evaluation = held,
            seconds = made.Elapsed.TotalSeconds,
            dataset_hash = card.DatasetHash,
            plan_hash = card.PlanHash,
        });
        terminal.Line($"Generator of {card.Space.Model} designs ({card.Kind}), trained on {NumberText.Count(card.TrainingDesigns)}: {made.File}");
        terminal.Line($"Beside {held.Designs} designs held out: energy distance {NumberText.Digits(held.EnergyDistance, 3)}, largest Kolmogorov-Smirnov distance of a parameter {NumberText.Digits(held.LargestKolmogorovSmirnov, 3)}.");
        terminal.Line($"Next:  {ShellText.Line("surrogate", "generate", made.File, "--target", "wanted.csv", "-o", "designs.csv")}");
    }

    static void Tell(Terminal terminal, TrainResult made)
    {
        SurrogateCard card = made.Card;
        terminal.Result(new
        {
            surrogate = Path.GetFullPath(made.File),
            run = Path.GetFullPath(made.RunFolder),
            model = card.Space.Model,
            training_curves = card.TrainingCurves,
            best_epoch = card.BestEpoch,
            test = card.Test,
            validation = card.Validation,
            seconds = made.Elapsed.TotalSeconds,
            dataset_hash = card.DatasetHash,
            plan_hash = card.PlanHash,
            origin = card.Origin,
        });
        terminal.Line($"Surrogate of {card.Space.Model}, trained on {NumberText.Count(card.TrainingCurves)} curves: {made.File}");
        if (card.Origin is { } origin)
            terminal.Line($"It started {origin}.");
        if (made.StoppedEarly)
            terminal.Line(
                $"Training stopped early: {made.Plan.Schedule.Patience} epochs after epoch {card.BestEpoch} the error had not fallen any more.");
        if (card.Test is { } test)
            terminal.Line(EvaluateResult.Sentence(test));
    }

    static void TellNext(Terminal terminal, TrainResult made, TrainOptions options)
    {
        if (made.Scenario is not { } scenario)
        {
            terminal.Line($"Next:  {ShellText.Line("surrogate", "evaluate", made.File, options.Data)}");
        }
        else
        {
            terminal.Line(
                $"Next:  {ShellText.Line("surrogate", "simulate", options.Data, "--seed", $"{scenario.Seed + 1}", "--samples", "4096", "--output", options.UnseenData)}");
            terminal.Line($"       {ShellText.Line("surrogate", "evaluate", made.File, options.UnseenData)}");
        }

        terminal.Line($"       {ShellText.Line("surrogate", "predict", made.File, "--template", "formulations.csv")}");
    }
}
