namespace SurrogateEngine.Kernels;

/// <content>The host as one batch solver among others.</content>
public sealed partial class HostBatchSolver : IBatchSolver
{
    HostBatchSolver()
    {
    }

    /// <summary>The host's cores and their vector lanes as a batch solver.</summary>
    public static IBatchSolver Lanes { get; } = new HostBatchSolver();

    string IBatchSolver.Name => BatchSolvers.Host;

    BatchReport IBatchSolver.Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times, Memory<float> curves, Memory<Outcome> outcomes,
        BatchOptions? options, CancellationToken cancellation) =>
        RunAs(model, parameters, times, curves, outcomes, options ?? new(), cancellation);

    BatchReport IBatchSolver.Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times, Memory<double> curves,
        Memory<Outcome> outcomes,
        BatchOptions? options, CancellationToken cancellation) =>
        RunAs(model, parameters, times, curves, outcomes, options ?? new(), cancellation);

    BatchReport IBatchSolver.SolveWithSensitivities(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlySpan<int> by, ReadOnlyMemory<double> times, Memory<double> curves,
        Memory<double> sensitivities, Memory<Outcome> outcomes, BatchOptions? options, CancellationToken cancellation) =>
        SolveWithSensitivities(model, parameters, by, times, curves, sensitivities, outcomes, options, cancellation);

    /// <summary>Nothing is held.</summary>
    void IDisposable.Dispose()
    {
    }
}
