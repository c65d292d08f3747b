using System.CommandLine;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Comparison;

/// <summary><c>peers</c>: the engine beside other people's solvers, in turns in one run, so that both meet the same machine.</summary>
static class PeersCommand
{
    static readonly Option<string> Problem = new("--problem")
    {
        Description = "Benchmark problem; see bench/peers",
        DefaultValueFactory = _ => "p2"
    };
    static readonly Option<int> Trajectories = new("--trajectories")
    {
        Description = "Formulations an engine run solves; slow peers solve a share of them",
        DefaultValueFactory = _ => 65_536
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Rounds, of which each contender's best counts",
        DefaultValueFactory = _ => 5
    };
    static readonly Option<int> Threads = new("--threads") { Description = "Worker threads of everybody; 0 means one a core" };
    static readonly Option<double?> Relative = new("--engine-rtol")
    {
        Description = "Relative tolerance of the engine, where it is to differ from the peers'; compare at equal error"
    };
    static readonly Option<double?> Absolute = new("--engine-atol")
    {
        Description = "Absolute tolerance of the engine, where it is to differ from the peers'"
    };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("peers", "The engine beside other people's solvers: trajectories a second, achieved error, ratios.")
        {
            Problem, Trajectories, Repeats, Threads, Relative, Absolute, Json,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Trajectories), Trajectories);
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Refusable.RequireAtLeast(0, given.GetValue(Threads), Threads);
        foreach (Option<double?> tolerance in (Option<double?>[])[Relative, Absolute])
        {
            if (given.GetValue(tolerance) is double asked && asked is not (> 0 and < 1))
                throw new RefusedException(FormattableString.Invariant(
                    $"{tolerance.Name} is {asked}; give a tolerance above 0 and below 1."));
        }

        ProblemSet problem = ProblemSet.Find(given.GetValue(Problem)!)!;
        var who = new Contenders(problem, given.GetValue(Trajectories), given.GetValue(Threads));
        IContender[] contenders =
        [
            .. who.Peers(),
            who.Engine(problem.Model.DefaultSolver, Precision.Single),
            who.Engine(problem.Model.DefaultSolver, Precision.Double),
        ];
        Figure[] best = BestOf(contenders, problem, given);
        Standing.Print(Console.Out, best, [.. contenders.Select(contender => contender.IsPeer)], given.GetValue(Json));
    }

    static Figure[] BestOf(IContender[] contenders, ProblemSet problem, ParseResult given)
    {
        double relative = given.GetValue(Relative) ?? problem.RelativeTolerance,
            absolute = given.GetValue(Absolute) ?? problem.AbsoluteTolerance;
        var best = new Figure?[contenders.Length];
        for (int round = 0; round < given.GetValue(Repeats); round++)
        {
            for (int k = 0; k < contenders.Length; k++)
            {
                Figure now = contenders[k].IsPeer
                    ? contenders[k].Run(problem.RelativeTolerance, problem.AbsoluteTolerance)
                    : contenders[k].Run(relative, absolute);
                best[k] = best[k]?.BestWith(now) ?? now;
            }
        }

        return best!;
    }
}
