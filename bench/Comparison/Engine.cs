using SurrogateEngine.Bench.Ensemble;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Comparison;

/// <summary>This engine, on the host.</summary>
sealed class Engine(ProblemSet problem, string solver, Precision number, int trajectories, int threads) : IContender
{
    public bool IsPeer => false;

    public Figure Run(double relativeTolerance, double absoluteTolerance)
    {
        var options = new BatchOptions
        {
            Precision = number,
            Solver = solver,
            RelativeTolerance = relativeTolerance,
            AbsoluteTolerance = absoluteTolerance,
            Threads = threads,
        };
        using var prepared = new ProblemSolver(problem, options, deviceId: null);
        EnsembleResult result = EnsembleMeasurement.Of(prepared, trajectories, repeats: 1);
        return new(
            $"engine {result.Solver}", result.Problem, result.Number, result.Rtol, result.Atol, result.Trajectories,
            result.TrajectoriesPerS, result.CpuTrajectoriesPerS, result.MaxRelErr, result.MedRelErr, result.Failed);
    }
}
