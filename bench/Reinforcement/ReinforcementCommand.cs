using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using MathNet.Numerics.Statistics;
using SurrogateEngine.Design;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Reinforcement;

/// <summary><c>reinforcement</c>: PPO and SAC on the standard problems of their kind, beside acting at random.</summary>
static class ReinforcementCommand
{
    const int Episodes = 100;

    static readonly Option<string[]> Tasks = new("--task") { Description = "cartpole, pendulum, formulation, control", DefaultValueFactory = _ => ["cartpole", "pendulum", "formulation", "control"], AllowMultipleArgumentsPerToken = true };
    static readonly Option<int> Seeds = new("--seeds") { Description = "Trainings with other seeds", DefaultValueFactory = _ => 3 };
    static readonly Option<int> FirstSeed = new("--first-seed") { Description = "The first of them, to go on where an earlier run ended (cartpole, pendulum, control)", DefaultValueFactory = _ => 1 };
    static readonly Option<int?> Steps = new("--steps") { Description = "Environment steps instead of the usual" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("reinforcement", "Mean return over 100 episodes: PPO on CartPole, SAC on Pendulum, PPO on stepwise design and on release control, beside random and greedy.")
        {
            Tasks, Seeds, FirstSeed, Steps, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Seeds), Seeds);
        foreach (string task in given.GetValue(Tasks)!)
        {
            object line = task == "formulation" ? FormulationBench.Run(given.GetValue(Seeds), given.GetValue(Steps))
                : Solve(task, given);
            given.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(line, Snake));
        }
    }

    static Line Solve(string task, ParseResult given)
    {
        (Func<int, IVectorEnvironment> Create, TrainingPlan Plan) chosen = task switch
        {
            "cartpole" => (count => new IndependentEnvironments(() => new CartPole(), count), StandardPlans.CartPole),
            "pendulum" => (count => new IndependentEnvironments(() => new Pendulum(), count), StandardPlans.Pendulum),
            "control" => (count => new ReleaseControl(StandardPlans.Light, count), StandardPlans.Control),
            _ => throw new RefusedException($"--task {task}: give cartpole, pendulum, formulation or control."),
        };
        Func<int, IVectorEnvironment> create = chosen.Create;
        TrainingPlan plan = chosen.Plan;
        plan = plan with { Policy = plan.Policy! with { Steps = given.GetValue(Steps) ?? plan.Policy.Steps } };
        var returns = new List<double>();
        var curves = new List<double[]>();
        long start = Stopwatch.GetTimestamp();
        for (int seed = given.GetValue(FirstSeed); seed < given.GetValue(FirstSeed) + given.GetValue(Seeds); seed++)
        {
            var curve = new List<double>();
            int judged = 0;
            using Policy policy = PolicyTrainer.Train(plan with { Seed = seed }, create, [], progress: new Heard(at =>
            {
                if (at.Epoch == judged)
                    return;
                judged = at.Epoch;
                curve.Add(-at.ValidationRelL2);
            }));
            curves.Add([.. curve]);
            returns.Add(PolicyEvaluation.Returns(create(Episodes), policy.Act, seed: 1_000).Average());
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / returns.Count;
        IVectorEnvironment other = create(Episodes);
        double[] random = PolicyEvaluation.Returns(other, PolicyEvaluation.Random(other, 5), seed: 1_000);
        double? constant = task != "control" ? null : Enumerable.Range(0, 11).Max(level => PolicyEvaluation.Returns(create(Episodes),
            _ => [.. Enumerable.Repeat(level / 10.0, Episodes)], 1_000).Average());
        return new(task, plan.Policy.Name, plan.Policy.Steps, returns.Count, returns.Average(), returns.Min(), returns.Max(),
            random.Average(), random.Max(), seconds, [.. curves.Select(curve => curve.Select(value => Math.Round(value, 1)).ToArray())])
        {
            FirstSeed = given.GetValue(FirstSeed),
            Returns = [.. returns.Select(value => Math.Round(value, 2))],
            MedianReturn = returns.Median(),
            BestConstant = constant,
        };
    }

    static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Mean returns over 100 episodes of trainings with other seeds: their mean, and the band from the worst to the best; the
    /// learning curves are those of ten episodes after each epoch.</summary>
    sealed record Line(string Task, string Algorithm, int Steps, int Seeds, double MeanReturn, double WorstSeed, double BestSeed,
        double RandomMean, double RandomBestEpisode, double SecondsEach, double[][] Curves)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "reinforcement";

        /// <summary>Seed of the first training; the others follow it.</summary>
        public int FirstSeed { get; init; }

        /// <summary>Of each seed.</summary>
        public double[] Returns { get; init; } = [];

        /// <summary>Their median.</summary>
        public double MedianReturn { get; init; }

        /// <summary>Of control: mean return of the best of eleven constant triggers.</summary>
        public double? BestConstant { get; init; }
    }

    sealed class Heard(Action<TrainingProgress> receive) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => receive(value);
    }
}
