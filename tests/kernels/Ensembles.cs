using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Tests.Kernels;

/// <summary>Short ways to solve a law in a test.</summary>
static class Ensembles
{
    /// <summary>Curves [count, outputs, times] in double, every trajectory finished.</summary>
    public static double[] Solve(ReleaseLaw law, double[] parameters, EnsembleOptions? options = null, double[]? times = null)
    {
        (double[] curves, Outcome[] outcomes, _) = Run(law, parameters, options, times);
        outcomes.ShouldAllBe(outcome => outcome == Outcome.Finished);
        return curves;
    }

    public static (double[] Curves, Outcome[] Outcomes, EnsembleReport Report) Run(
        ReleaseLaw law, double[] parameters, EnsembleOptions? options = null, double[]? times = null, CancellationToken cancellation = default)
    {
        times ??= [.. law.DefaultTimes];
        int count = parameters.Length / law.Parameters.Count;
        var curves = new double[count * law.Outputs.Count * times.Length];
        var outcomes = new Outcome[count];
        EnsembleReport report = HostEnsemble.Run(law, parameters, times, curves, outcomes, options, cancellation);
        return (curves, outcomes, report);
    }

    /// <summary>The first formulations of a benchmark problem, row-major.</summary>
    public static double[] Formulations(string problem, int count, long first = 0) => ProblemSet.Find(problem)!.Parameters(first, count);
}
