using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels;

/// <summary>Short ways to solve a model in a test.</summary>
static class Batches
{
    /// <summary>Curves [count, outputs, times] in double, every trajectory finished.</summary>
    public static double[] Solve(ReleaseModel model, double[] parameters, BatchOptions? options = null, double[]? times = null)
    {
        (double[] curves, Outcome[] outcomes, _) = Run(model, parameters, options, times);
        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        return curves;
    }

    public static (double[] Curves, Outcome[] Outcomes, BatchReport Report) Run(
        ReleaseModel model, double[] parameters, BatchOptions? options = null, double[]? times = null,
        CancellationToken cancellation = default)
    {
        times ??= [.. model.DefaultTimes];
        int count = parameters.Length / model.Parameters.Count;
        var curves = new double[count * model.Outputs.Count * times.Length];
        var outcomes = new Outcome[count];
        BatchReport report = HostBatchSolver.Solve(model, parameters, times, curves, outcomes, options, cancellation);
        return (curves, outcomes, report);
    }

    /// <summary>The first formulations of a benchmark problem, row-major.</summary>
    public static double[] Formulations(string problem, int count, long first = 0) => ProblemSet.Find(problem)!.Parameters(first, count);
}
