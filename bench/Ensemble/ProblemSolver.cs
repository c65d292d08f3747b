using SurrogateEngine.Benchmarks;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Bench.Ensemble;

/// <summary>A benchmark problem with everything decided: number, solver, tolerances, host or device.</summary>
sealed class ProblemSolver : IDisposable
{
    readonly DeviceBatchSolver? device;
    readonly double[] times;

    public ProblemSolver(ProblemSet problem, BatchOptions options, string? deviceId)
    {
        Problem = problem;
        Options = options with
        {
            Solver = options.Solver ?? problem.Model.DefaultSolver,
            RelativeTolerance = options.RelativeTolerance ?? problem.RelativeTolerance,
            AbsoluteTolerance = options.AbsoluteTolerance ?? problem.AbsoluteTolerance,
        };
        times = [.. problem.Times];
        device = deviceId is null ? null : new(DeviceList.Find(deviceId)
            ?? throw new ArgumentException(
                $"There is no device {deviceId} here; there are {string.Join(", ", DeviceList.Find().Select(found => found.Id))}."));
    }

    public ProblemSet Problem { get; }

    public BatchOptions Options { get; }

    /// <summary>Where the work is done, for people and tables.</summary>
    public string Where => device?.Device.Id ?? "host";

    /// <summary>Whether curves are wanted in double precision.</summary>
    public bool Wide => Options.Precision is Precision.Double or Precision.Real64;

    public BatchReport Solve(ReadOnlyMemory<double> parameters, Memory<float> curves, Memory<Outcome> outcomes) => device is null
        ? HostBatchSolver.Solve(Problem.Model, parameters, times, curves, outcomes, Options)
        : device.Solve(Problem.Model, parameters, times, curves, outcomes, Options);

    public BatchReport Solve(ReadOnlyMemory<double> parameters, Memory<double> curves, Memory<Outcome> outcomes) => device is null
        ? HostBatchSolver.Solve(Problem.Model, parameters, times, curves, outcomes, Options)
        : device.Solve(Problem.Model, parameters, times, curves, outcomes, Options);

    /// <summary>The problem's reference curves, from the checkout this program is run in.</summary>
    /// <exception cref="RefusedException">It is not run in a checkout.</exception>
    public ReferenceSet Reference() =>
        Problem.ReadReference(Checkout.Require(Path.Combine("tests", "data", "problems", $"ref_{Problem.Name}.csv")));

    public void Dispose() => device?.Dispose();
}
