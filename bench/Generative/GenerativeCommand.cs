using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using MathNet.Numerics.Statistics;
using SurrogateEngine.Bench.Accuracy;
using SurrogateEngine.Data;
using SurrogateEngine.Design;
using SurrogateEngine.Fitting;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Generative;

/// <summary><c>generative</c>: the adversarial network on the grid of Gaussians, and both generative models on designs of plga-sphere for
/// unseen curves, each design solved again by the model.</summary>
static class GenerativeCommand
{
    /// <summary>Training curves that an unseen one must have within the tolerance for diversity to be compared.</summary>
    const int FewestMet = 5;

    static readonly Option<string[]> Parts = new("--part") { Description = "grid, vae, gan", DefaultValueFactory = _ => ["grid", "vae", "gan"], AllowMultipleArgumentsPerToken = true };
    static readonly Option<int> Rows = new("--rows") { Description = "Designs of plga-sphere to learn", DefaultValueFactory = _ => 16_384 };
    static readonly Option<int> Targets = new("--targets") { Description = "Unseen curves to ask for", DefaultValueFactory = _ => 100 };
    static readonly Option<int?> Epochs = new("--epochs") { Description = "Epochs instead of the usual" };
    static readonly Option<long> Seed = new("--seed") { Description = "Seed of the training", DefaultValueFactory = _ => 1 };
    static readonly Option<string?> PlanFile = new("--plan") { Description = "Training plan instead of the usual" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("generative", "Modes and spread of a WGAN-GP on 25 Gaussians; designs of a VAE and a WGAN-GP for unseen curves.")
        {
            Parts, Rows, Targets, Epochs, Seed, PlanFile, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        TextWriter output = given.InvocationConfiguration.Output;
        foreach (string part in given.GetValue(Parts)!)
        {
            object line = part == "grid" ? Grid(given) : Designs(part, given);
            output.WriteLine(JsonSerializer.Serialize(line, Snake));
        }
    }

    static TrainingPlan Asked(ParseResult given, TrainingPlan usual)
    {
        TrainingPlan plan = given.GetValue(PlanFile) is { } file ? TrainingPlan.FromJson(File.ReadAllText(file), file) : usual;
        return plan with
        {
            Seed = given.GetValue(Seed),
            Schedule = plan.Schedule with { Epochs = given.GetValue(Epochs) ?? plan.Schedule.Epochs },
        };
    }

    static GridLine Grid(ParseResult given)
    {
        CurveSet points = GaussianGrid.Draw(20_000, seed: 1);
        TrainingPlan plan = Asked(given, GaussianGrid.Plan);
        long start = Stopwatch.GetTimestamp();
        using Generator generator = GeneratorTrainer.Train(plan, points);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (modes, near) = GaussianGrid.Judge(generator.Sample([], 10_000, seed: 5));
        return new(given.GetValue(Seed), modes, near, generator.Card.Evaluation!.CriticAuc!.Value,
            generator.Card.Evaluation.EnergyDistance, seconds);
    }

    static DesignLine Designs(string kind, ParseResult given)
    {
        ReleaseModel model = Catalog.Get("plga-sphere");
        Scenario scenario = Scenario.Default(model);
        TrainingPlan plan = Asked(given, GeneratorPlan.Usual(kind));
        long start = Stopwatch.GetTimestamp();
        using Generator generator = GeneratorTrainer.Train(plan, UnseenCurves.Rows(new ScenarioStream(scenario), given.GetValue(Rows)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        CurveSet unseen = UnseenCurves.Rows(new ScenarioStream(scenario with { Seed = scenario.Seed + 1 }), given.GetValue(Targets));
        var judge = new MechanisticModel(model, unseen.Space);
        GenerationResult[] found = [.. Enumerable.Range(0, unseen.Count).Select(row =>
            DesignGeneration.Run(Goal(unseen, row), generator, judge, new() { Designs = 32, Seed = (ulong)row + 1 }))];
        double[] ratios = [.. found.Where(one => one.TrainingMet >= FewestMet).Select(one => one.Diversity / one.TrainingDiversity)];
        double[] misses = [.. found.SelectMany(one => one.Designs.Select(design => 100 * design.Miss))];
        GeneratorEvaluation held = generator.Card.Evaluation!;
        return new(kind, given.GetValue(Rows), unseen.Count, found.Sum(one => one.Valid) / (double)found.Sum(one => one.Drawn),
            misses.Median(), misses.Quantile(0.9), misses.Count(miss => miss <= 2) / (double)misses.Length,
            ratios.Median(), ratios.Length, found.Min(one => one.Designs.Min(design => design.Novelty)),
            held.EnergyDistance, held.LargestKolmogorovSmirnov, seconds)
        {
            Reconstruction = held.Reconstruction,
            KullbackLeibler = held.KullbackLeibler,
            CriticAuc = held.CriticAuc,
        };
    }

    static DesignGoal Goal(CurveSet unseen, int row) => new("target", [.. unseen.Space.Times
        .Select((time, j) => new GoalPoint(time, unseen.Curve(row)[j])).Where(point => point.Time > 0)]);

    static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>25 Gaussians: modes found of 25, and the share of samples within three standard deviations of one.</summary>
    sealed record GridLine(long Seed, int Modes, double WithinThreeSd, double CriticAuc, double EnergyDistance, double Seconds)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "generative-grid";
    }

    /// <summary>Designs for unseen curves, each solved again by the model.</summary>
    sealed record DesignLine(string Who, int Rows, int Targets, double ValidShare, double MedianMissPercent, double P90MissPercent,
        double WithinTwoPercentShare, double DiversityRatioMedian, int DiversityTargets, double LeastNovelty, double EnergyDistance,
        double LargestKolmogorovSmirnov, double Seconds)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "generative-designs";

        public double? Reconstruction { get; init; }

        public double? KullbackLeibler { get; init; }

        public double? CriticAuc { get; init; }
    }
}
