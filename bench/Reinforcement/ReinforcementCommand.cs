using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Reinforcement;

/// <summary><c>reinforcement</c>: PPO and SAC on the standard problems of their kind, beside acting at random.</summary>
static class ReinforcementCommand
{
    const int Episodes = 100;

    static readonly Option<string[]> Tasks = new("--task") { Description = "cartpole, pendulum", DefaultValueFactory = _ => ["cartpole", "pendulum"], AllowMultipleArgumentsPerToken = true };
    static readonly Option<int> Seeds = new("--seeds") { Description = "Trainings with other seeds", DefaultValueFactory = _ => 3 };
    static readonly Option<int?> Steps = new("--steps") { Description = "Environment steps instead of 200,000 and 20,000" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        var command = new Command("reinforcement", "Mean return of PPO on CartPole and of SAC on Pendulum over 100 episodes, beside random.")
        {
            Tasks, Seeds, Steps, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Seeds), Seeds);
        foreach (string task in given.GetValue(Tasks)!)
            given.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(Solve(task, given), Snake));
    }

    static Line Solve(string task, ParseResult given)
    {
        Func<int, IVectorEnvironment> create = task == "cartpole" ? count => new IndependentEnvironments(() => new CartPole(), count)
            : count => new IndependentEnvironments(() => new Pendulum(), count);
        TrainingPlan plan = task == "cartpole" ? StandardPlans.CartPole : StandardPlans.Pendulum;
        plan = plan with { Policy = plan.Policy! with { Steps = given.GetValue(Steps) ?? plan.Policy.Steps } };
        var returns = new List<double>();
        var curves = new List<double[]>();
        long start = Stopwatch.GetTimestamp();
        for (int seed = 1; seed <= given.GetValue(Seeds); seed++)
        {
            var curve = new List<double>();
            double last = double.NaN;
            using Policy policy = PolicyTrainer.Train(plan with { Seed = seed }, create, [], progress: new Heard(at =>
            {
                if (at.ValidationRelL2.Equals(last) || double.IsNaN(at.ValidationRelL2))
                    return;
                last = at.ValidationRelL2;
                curve.Add(-last);
            }));
            curves.Add([.. curve]);
            returns.Add(PolicyEvaluation.Returns(create(Episodes), policy.Act, seed: 1_000).Average());
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / returns.Count;
        IVectorEnvironment other = create(Episodes);
        double[] random = PolicyEvaluation.Returns(other, PolicyEvaluation.Random(other, 5), seed: 1_000);
        return new(task, plan.Policy.Name, plan.Policy.Steps, returns.Count, returns.Average(), returns.Min(), returns.Max(),
            random.Average(), random.Max(), seconds, [.. curves.Select(curve => curve.Select(value => Math.Round(value, 1)).ToArray())]);
    }

    static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Mean returns over 100 episodes of trainings with other seeds: their mean, and the band from the worst to the best; the
    /// learning curves are those of ten episodes after each epoch.</summary>
    sealed record Line(string Task, string Algorithm, int Steps, int Seeds, double MeanReturn, double WorstSeed, double BestSeed,
        double RandomMean, double RandomBestEpisode, double SecondsEach, double[][] Curves)
    {
        /// <summary>Kind of figure.</summary>
        public string Kind => "reinforcement";
    }

    sealed class Heard(Action<TrainingProgress> receive) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => receive(value);
    }
}
