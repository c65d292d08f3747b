using System.CommandLine;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Sensitivities;

/// <summary><c>sensitivities</c>: curves with derivatives by one, three and all parameters beside curves alone, in turns.</summary>
static class SensitivitiesCommand
{
    static readonly Option<string> Problem = new("--problem")
    {
        Description = "Benchmark problem; see bench/peers",
        DefaultValueFactory = _ => "p2"
    };
    static readonly Option<Precision> Kind = new("--number")
    {
        Description = "single or double",
        DefaultValueFactory = _ => Precision.Single
    };
    static readonly Option<int> Trajectories = new("--trajectories")
    {
        Description = "Formulations a run solves",
        DefaultValueFactory = _ => 8_192
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which the best of each counts",
        DefaultValueFactory = _ => 5
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("sensitivities", "What d(curve)/d(parameter) costs, as a multiple of the plain run.")
        {
            Problem, Kind, Trajectories, Repeats, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        int trajectories = given.GetValue(Trajectories), repeats = given.GetValue(Repeats);
        Refusable.RequireAtLeast(1, trajectories, Trajectories);
        Refusable.RequireAtLeast(1, repeats, Repeats);
        ProblemSet problem = ProblemSet.Find(given.GetValue(Problem)!)!;
        var options = new BatchOptions { Precision = given.GetValue(Kind) };
        int all = problem.Model.Parameters.Count;
        foreach (int by in new SortedSet<int> { 1, Math.Min(3, all), all })
            Of(problem, options, by, trajectories, repeats).Print(Console.Out, given.GetValue(Json));
    }

    /// <summary>Everything allocated beforehand; the first round warms up and does not count.</summary>
    static SensitivityCost Of(ProblemSet problem, BatchOptions options, int by, int trajectories, int repeats)
    {
        double[] parameters = problem.Parameters(0, trajectories), times = [.. problem.Times];
        var curves = new double[trajectories * problem.CurveLength];
        var sensitivities = new double[(long)by * curves.Length];
        var outcomes = new Outcome[trajectories];
        int[] columns = [.. Enumerable.Range(0, by)];
        (double Wall, double Processor) plain = (double.PositiveInfinity, double.PositiveInfinity), withSensitivities = plain;
        for (int round = 0; round <= repeats; round++)
        {
            var alone = Clock.Time(() => HostBatchSolver.Solve(problem.Model, parameters, times, curves.AsMemory(), outcomes, options));
            var together = Clock.Time(() => HostBatchSolver.SolveWithSensitivities(problem.Model, parameters, columns, times, curves,
                sensitivities, outcomes, options));
            if (round == 0)
                continue;
            plain = (Math.Min(plain.Wall, alone.Wall), Math.Min(plain.Processor, alone.Processor));
            withSensitivities = (Math.Min(withSensitivities.Wall, together.Wall),
                Math.Min(withSensitivities.Processor, together.Processor));
        }

        double multiple = withSensitivities.Wall / plain.Wall;
        return new(
            problem.Name, options.Precision.ToString().ToLowerInvariant(), problem.Model.DefaultSolver, by, trajectories,
            withSensitivities.Wall, plain.Wall, multiple, withSensitivities.Processor / plain.Processor, multiple / by);
    }
}
