using BenchmarkDotNet.Attributes;
using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Bench.Micro;

/// <summary>Time of one trajectory in a batch on the host.</summary>
public class EnsembleBenchmarks
{
    const int Trajectories = 4096;

    double[] parameters = null!, times = null!;
    float[] curves = null!;
    Outcome[] outcomes = null!;
    ReleaseModel model = null!;

    /// <summary>The problem solved.</summary>
    [Params("p1", "p2")]
    public string Problem { get; set; } = "";

    /// <summary>Lanes, or one scenario at a time.</summary>
    [Params(Precision.Single, Precision.Real32)]
    public Precision Kind { get; set; }

    /// <summary>Allocates everything beforehand.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        ProblemSet problem = ProblemSet.Find(Problem)!;
        model = problem.Model;
        parameters = problem.Parameters(0, Trajectories);
        times = [.. problem.Times];
        curves = new float[Trajectories * problem.CurveLength];
        outcomes = new Outcome[Trajectories];
    }

    /// <summary>All cores.</summary>
    [Benchmark(OperationsPerInvoke = Trajectories)]
    public BatchReport Solve() => HostBatchSolver.Solve(model, parameters, times, curves, outcomes, new() { Precision = Kind });
}
