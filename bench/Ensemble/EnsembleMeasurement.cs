using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Ensemble;

/// <summary>Solves a problem by the clock.</summary>
static class EnsembleMeasurement
{
    delegate BatchReport Solve<T>(ReadOnlyMemory<double> parameters, Memory<T> curves, Memory<Outcome> outcomes);

    /// <summary>Solves once to warm up, then several times by the clock, everything allocated beforehand.</summary>
    public static EnsembleResult Of(ProblemSolver solver, int trajectories, int repeats) => solver.Wide
        ? Of<double>(solver, trajectories, repeats, solver.Solve, (reference, curves) => reference.ErrorOf(curves))
        : Of<float>(solver, trajectories, repeats, solver.Solve, (reference, curves) => reference.ErrorOf(curves));

    static EnsembleResult Of<T>(ProblemSolver solver, int trajectories, int repeats, Solve<T> solve,
        Func<ReferenceSet, T[], ReferenceError> check)
    {
        ReferenceError error = ErrorOf(solver, solve, check);
        double[] parameters = solver.Problem.Parameters(0, trajectories);
        var curves = new T[trajectories * solver.Problem.CurveLength];
        var outcomes = new Outcome[trajectories];
        BatchReport report = solve(parameters, curves, outcomes);
        double wall = double.PositiveInfinity, processor = double.PositiveInfinity;
        for (int k = 0; k < repeats; k++)
        {
            (double thisWall, double thisProcessor) = Clock.Time(() => solve(parameters, curves, outcomes));
            wall = Math.Min(wall, thisWall);
            processor = Math.Min(processor, thisProcessor);
        }

        BatchOptions options = solver.Options;
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        return new(
            solver.Problem.Name, solver.Where, options.Precision.ToString().ToLowerInvariant(), options.Solver!,
            options.RelativeTolerance!.Value, options.AbsoluteTolerance!.Value, trajectories,
            wall, trajectories / wall, threads * trajectories / processor,
            Finite(error.MaxRelative), Finite(error.MedianRelative), Finite(error.MaxAbsolute),
            outcomes.Count(outcome => outcome != Outcome.Finished),
            (double)report.Steps / trajectories, (double)report.Refused / trajectories, report.LaneEfficiency, threads);
    }

    static ReferenceError ErrorOf<T>(ProblemSolver solver, Solve<T> solve, Func<ReferenceSet, T[], ReferenceError> check)
    {
        ReferenceSet reference = solver.Reference();
        var curves = new T[reference.Count * solver.Problem.CurveLength];
        solve(reference.Parameters, curves, new Outcome[reference.Count]);
        return check(reference, curves);
    }

    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
