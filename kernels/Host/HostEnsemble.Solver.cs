namespace SurrogateEngine.Kernels;

/// <content>The host as one batch solver among others.</content>
public sealed partial class HostEnsemble : IBatchSolver
{
    HostEnsemble()
    {
    }

    /// <summary>The host's cores and their vector lanes as a batch solver.</summary>
    public static IBatchSolver Lanes { get; } = new HostEnsemble();

    string IBatchSolver.Name => BatchSolvers.Host;

    EnsembleReport IBatchSolver.Solve(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times, Memory<float> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options, CancellationToken cancellation) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    EnsembleReport IBatchSolver.Solve(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times, Memory<double> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options, CancellationToken cancellation) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    EnsembleReport IBatchSolver.SolveWithSensitivities(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlySpan<int> by, ReadOnlyMemory<double> times, Memory<double> curves,
        Memory<double> sensitivities, Memory<Outcome> outcomes, EnsembleOptions? options, CancellationToken cancellation) =>
        RunWithSlopes(law, parameters, by, times, curves, sensitivities, outcomes, options, cancellation);

    /// <summary>Nothing is held.</summary>
    void IDisposable.Dispose()
    {
    }
}
