using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Comparison;

/// <summary><c>workprecision</c>: error against time over tolerances, for each solver.</summary>
static class WorkPrecisionCommand
{
    static readonly double[] RelativeTolerances = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];
    static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    static readonly Option<string> Problem = new("--problem")
    {
        Description = "Benchmark problem; see bench/peers",
        DefaultValueFactory = _ => "p2"
    };
    static readonly Option<Precision> Kind = new("--number")
    {
        Description = "single or double",
        DefaultValueFactory = _ => Precision.Double
    };
    static readonly Option<string[]> Solvers = new("--solvers")
    {
        Description = "Which of ours; all by default",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. Catalog.Methods.Names]
    };
    static readonly Option<int> Trajectories = new("--trajectories")
    {
        Description = "Formulations a run solves; who is slow solves a share of them",
        DefaultValueFactory = _ => 16_384
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Timed runs, of which the best counts",
        DefaultValueFactory = _ => 3
    };
    static readonly Option<int> Threads = new("--threads") { Description = "Worker threads of everybody; 0 means one a core" };
    static readonly Option<bool> WithPeers = new("--with-peers") { Description = "Other people's solvers too" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Solvers.AcceptOnlyFromAmong([.. Catalog.Methods.Names]);
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("workprecision", "Error against time over tolerances, for each solver.")
        {
            Problem, Kind, Solvers, Trajectories, Repeats, Threads, WithPeers, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Trajectories), Trajectories);
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Refusable.RequireAtLeast(0, given.GetValue(Threads), Threads);
        ProblemSet problem = ProblemSet.Find(given.GetValue(Problem)!)!;
        var who = new Contenders(problem, given.GetValue(Trajectories), given.GetValue(Threads));
        IEnumerable<IContender> contenders = given.GetValue(Solvers)!.Select(solver => who.Engine(solver, given.GetValue(Kind)));
        if (given.GetValue(WithPeers))
            contenders = contenders.Concat(who.Peers());

        if (!given.GetValue(Json))
            Console.WriteLine("who                  number     rtol   max error  median error  µs a trajectory  (by processor)");
        // All are made before one runs, so that a missing peer is told at once.
        foreach (IContender contender in contenders.ToArray())
        {
            foreach (double relative in RelativeTolerances)
                Print(BestOf(contender, relative, relative * problem.AbsoluteTolerance / problem.RelativeTolerance,
                    given.GetValue(Repeats)), given.GetValue(Json));
        }
    }

    static Figure BestOf(IContender contender, double relative, double absolute, int repeats) =>
        Enumerable.Range(0, repeats).Select(_ => contender.Run(relative, absolute)).Aggregate((best, next) => best.BestWith(next));

    static void Print(Figure figure, bool json) => Console.WriteLine(json
        ? JsonSerializer.Serialize(figure, SnakeCase)
        : string.Create(CultureInfo.InvariantCulture,
            $"{figure.Who,-20} {figure.Number,-7} {figure.Rtol,7:0e-0}   {figure.MaxRelErr,9:0.0e-0}     {figure.MedRelErr,9:0.0e-0}  {1e6 / figure.TrajectoriesPerS,15:F2}  ({1e6 / figure.CpuTrajectoriesPerS:F2})"));
}
