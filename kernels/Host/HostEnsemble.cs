namespace SurrogateEngine.Kernels;

/// <summary>Solves one law for many scenarios on all cores of this machine.</summary>
public static class HostEnsemble
{
    /// <summary>Solves <c>count</c> scenarios and writes their curves.</summary>
    /// <param name="law">The law; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, law.Parameters.Count], in the law's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the law's time unit.</param>
    /// <param name="curves">Receives shape [count, law.Outputs.Count, times.Length], row-major; NaN from where a trajectory failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the law recommends.</param>
    /// <param name="cancellation">Stops between scenarios; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, times are not ascending, or the solver does not fit the law.</exception>
    public static EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();

    /// <inheritdoc cref="Run(ReleaseLaw, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, EnsembleOptions?, CancellationToken)"/>
    public static EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
