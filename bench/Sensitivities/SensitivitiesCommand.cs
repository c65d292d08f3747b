using System.CommandLine;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Sensitivities;

/// <summary><c>sensitivities</c>: curves with derivatives by one, three and all parameters beside curves alone, in turns.</summary>
static class SensitivitiesCommand
{
    static readonly Option<string> Problem = new("--problem") { Description = "Benchmark problem; see bench/peers", DefaultValueFactory = _ => "p2" };
    static readonly Option<Number> Kind = new("--number") { Description = "single or double", DefaultValueFactory = _ => Number.Single };
    static readonly Option<int> Trajectories = new("--trajectories") { Description = "Formulations a run solves", DefaultValueFactory = _ => 8_192 };
    static readonly Option<int> Repeats = new("--repeats") { Description = "Rounds, of which the best of each counts", DefaultValueFactory = _ => 5 };
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
        var options = new EnsembleOptions { Number = given.GetValue(Kind) };
        int all = problem.Law.Parameters.Count;
        foreach (int by in new SortedSet<int> { 1, Math.Min(3, all), all })
            Of(problem, options, by, trajectories, repeats).Print(Console.Out, given.GetValue(Json));
    }

    /// <summary>Everything allocated beforehand; the first round warms up and does not count.</summary>
    static SlopeCost Of(ProblemSet problem, EnsembleOptions options, int by, int trajectories, int repeats)
    {
        double[] parameters = problem.Parameters(0, trajectories), times = [.. problem.Times];
        var curves = new double[trajectories * problem.CurveLength];
        var slopes = new double[(long)by * curves.Length];
        var outcomes = new Outcome[trajectories];
        int[] columns = [.. Enumerable.Range(0, by)];
        (double Wall, double Processor) plain = (double.PositiveInfinity, double.PositiveInfinity), withSlopes = plain;
        for (int round = 0; round <= repeats; round++)
        {
            var alone = Clock.Time(() => HostEnsemble.Run(problem.Law, parameters, times, curves.AsMemory(), outcomes, options));
            var together = Clock.Time(() => HostEnsemble.RunWithSlopes(problem.Law, parameters, columns, times, curves, slopes, outcomes, options));
            if (round == 0)
                continue;
            plain = (Math.Min(plain.Wall, alone.Wall), Math.Min(plain.Processor, alone.Processor));
            withSlopes = (Math.Min(withSlopes.Wall, together.Wall), Math.Min(withSlopes.Processor, together.Processor));
        }

        double multiple = withSlopes.Wall / plain.Wall;
        return new(
            problem.Name, options.Number.ToString().ToLowerInvariant(), problem.Law.DefaultSolver, by, trajectories,
            withSlopes.Wall, plain.Wall, multiple, withSlopes.Processor / plain.Processor, multiple / by);
    }
}
