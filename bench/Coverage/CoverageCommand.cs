using System.CommandLine;
using System.Diagnostics;
using SurrogateEngine.Bench.Accuracy;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Data;
using SurrogateEngine.Scenarios;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Bench.Coverage;

/// <summary><c>coverage</c>: trains ensembles of several sizes and counts how many unseen curves their bands hold.</summary>
static class CoverageCommand
{
    static readonly Option<string> Problem = new("--problem") { Description = "p1, p2 or p3", DefaultValueFactory = _ => "p2" };
    static readonly Option<int[]> Members = new("--members")
    {
        Description = "Networks in an ensemble; each given size is trained",
        DefaultValueFactory = _ => [1, 5],
        AllowMultipleArgumentsPerToken = true
    };
    static readonly Option<double> Seconds = new("--seconds") { Description = "Time to train each", DefaultValueFactory = _ => 60 };
    static readonly Option<int> Unseen = new("--unseen") { Description = "Curves to count", DefaultValueFactory = _ => 10_000 };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("coverage", "How many unseen curves lie in a surrogate's bands, beside how many should.")
        {
            Problem, Members, Seconds, Unseen, Json
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Unseen), Unseen);
        ProblemSet problem = ProblemSet.Find(given.GetValue(Problem)!)!;
        CurveSet unseen = UnseenCurves.Of(problem, given.GetValue(Unseen));
        TextWriter output = given.InvocationConfiguration.Output;
        CoverageFigure.PrintHead(output, problem, unseen.Count, given.GetValue(Json));
        foreach (int members in given.GetValue(Members)!)
        {
            var plan = new TrainingPlan
            {
                Network = new() { Members = members },
                Schedule = new() { Seconds = given.GetValue(Seconds), Epochs = 1_000_000, Patience = 0 },
            };
            long start = Stopwatch.GetTimestamp();
            using Surrogate surrogate = Trainer.Train(plan.Checked("--members"), new ScenarioStream(Scenario.Default(problem.Model)));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            foreach (BandLevel level in surrogate.Card.Confidence!.Levels)
                CoverageFigure.Of(problem, surrogate, level, unseen, seconds).Print(output, given.GetValue(Json));
        }
    }
}
