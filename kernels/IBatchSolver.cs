namespace SurrogateEngine.Kernels;

/// <summary>
/// Solves one model for many samples at once: vector lanes on the host's cores or kernels on a device behind one face. See
/// <see cref="BatchSolvers"/> for those of this machine. May be used from several threads.
/// </summary>
public interface IBatchSolver : IDisposable
{
    /// <summary>What a user says to choose it: <c>host</c>, or the id of a device such as <c>cuda:0</c>.</summary>
    string Name { get; }

    /// <summary>Solves <c>count</c> samples and writes their curves.</summary>
    /// <param name="model">The model; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, model.Parameters.Count], in the model's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the model's time unit.</param>
    /// <param name="curves">Receives shape [count, model.Outputs.Count, times.Length], row-major; NaN from where a trajectory
    /// failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the model recommends.</param>
    /// <param name="cancellation">Stops early; samples not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    BatchReport Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default);

    /// <inheritdoc cref="Solve(ReleaseModel, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, BatchOptions?,
    /// CancellationToken)"/>
    BatchReport Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default);

    /// <summary>Solves samples together with the derivatives of their curves by some of the parameters.</summary>
    /// <param name="model">The model; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, model.Parameters.Count], in the model's units.</param>
    /// <param name="by">Columns of the parameters to differentiate by.</param>
    /// <param name="times">Output times, ascending, none negative, in the model's time unit.</param>
    /// <param name="curves">Receives shape [count, model.Outputs.Count, times.Length]: the curves of a plain run.</param>
    /// <param name="sensitivities">
    /// Receives d(curve)/d(parameter), shape [by.Length, count, model.Outputs.Count, times.Length], in the output's unit per the
    /// parameter's; NaN from where a trajectory failed.
    /// </param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the model recommends.</param>
    /// <param name="cancellation">Stops early; samples not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a column does not exist.</exception>
    BatchReport SolveWithSensitivities(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlySpan<int> by, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<double> sensitivities, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default);
}
