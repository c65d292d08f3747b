using System.CommandLine;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Ensemble;

/// <summary><c>ensemble</c>: trajectories a second and their error, or the curves themselves.</summary>
static class EnsembleCommand
{
    static readonly Option<string> Problem = new("--problem")
    {
        Description = "Benchmark problem; see bench/peers",
        DefaultValueFactory = _ => "p2"
    };
    static readonly Option<int> Trajectories = new("--trajectories")
    {
        Description = "Formulations a run solves",
        DefaultValueFactory = _ => 65_536
    };
    static readonly Option<Precision> Kind = new("--number")
    {
        Description = "single and double use vector lanes; real32 and real64 solve one at a time",
        DefaultValueFactory = _ => Precision.Single
    };
    static readonly Option<string?> Solver = new("--solver") { Description = "Solver; the model's own by default" };
    static readonly Option<double?> Relative = new("--rtol") { Description = "Relative tolerance; the problem's own by default" };
    static readonly Option<double?> Absolute = new("--atol") { Description = "Absolute tolerance; the problem's own by default" };
    static readonly Option<StepControl> Control = new("--control")
    {
        Description = "How steps are chosen",
        DefaultValueFactory = _ => StepControl.Integral
    };
    static readonly Option<int> Repeats = new("--repeats")
    {
        Description = "Timed runs, of which the best counts",
        DefaultValueFactory = _ => 5
    };
    static readonly Option<int> Threads = new("--threads") { Description = "Worker threads; 0 means one a core" };
    static readonly Option<string?> Device = new("--device") { Description = "Solve on this device instead, e.g. cuda:0 or cpu:0" };
    static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line" };
    static readonly Option<string?> Csv = new("--csv")
    {
        Description = "Write the curves of some formulations to this file instead of timing",
        HelpName = "file"
    };
    static readonly Option<long> First = new("--first") { Description = "First formulation of the file" };
    static readonly Option<int> Count = new("--count") { Description = "Formulations of the file", DefaultValueFactory = _ => 64 };

    public static Command Create()
    {
        Problem.AcceptOnlyFromAmong([.. ProblemSet.All.Select(problem => problem.Name)]);
        var command = new Command("ensemble", "Trajectories a second of a benchmark problem, with their error against its reference.")
        {
            Problem, Trajectories, Kind, Solver, Relative, Absolute, Control, Repeats, Threads, Device, Json, Csv, First, Count,
        };
        command.SetAction(given => Refusable.Run(() => Run(given)));
        return command;
    }

    static void Run(ParseResult given)
    {
        Refusable.RequireAtLeast(1, given.GetValue(Trajectories), Trajectories);
        Refusable.RequireAtLeast(1, given.GetValue(Repeats), Repeats);
        Refusable.RequireAtLeast(1, given.GetValue(Count), Count);
        Refusable.RequireAtLeast(0, given.GetValue(First), First);
        using var solver = new ProblemSolver(ProblemSet.Find(given.GetValue(Problem)!)!, OptionsOf(given), given.GetValue(Device));
        if (given.GetValue(Csv) is { } path)
            CurveFile.Write(path, solver, given.GetValue(First), given.GetValue(Count));
        else
            EnsembleMeasurement.Of(solver, given.GetValue(Trajectories), given.GetValue(Repeats)).Print(Console.Out, given.GetValue(Json));
    }

    static BatchOptions OptionsOf(ParseResult given) => new()
    {
        Precision = given.GetValue(Kind),
        Solver = given.GetValue(Solver),
        RelativeTolerance = given.GetValue(Relative),
        AbsoluteTolerance = given.GetValue(Absolute),
        StepControl = given.GetValue(Control),
        Threads = given.GetValue(Threads),
    };
}
