using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

public sealed partial class HostBatchSolver
{
    /// <summary>Solves <c>count</c> samples together with the derivatives of their curves by some of the parameters.</summary>
    /// <param name="model">The model; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, model.Parameters.Count], in the model's units.</param>
    /// <param name="by">Columns of the parameters to differentiate by.</param>
    /// <param name="times">Output times, ascending, none negative, in the model's time unit.</param>
    /// <param name="curves">Receives shape [count, model.Outputs.Count, times.Length]: the curves of a plain run, bit for bit.</param>
    /// <param name="sensitivities">
    /// Receives d(curve)/d(parameter), shape [by.Length, count, model.Outputs.Count, times.Length], in the output's unit per
    /// the parameter's; NaN from where a trajectory failed.
    /// </param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the model recommends.</param>
    /// <param name="cancellation">Stops between samples.</param>
    /// <remarks>
    /// The trajectory is computed in dual numbers once for each parameter, with steps chosen by values alone, so that a
    /// sensitivity is exact for the steps taken and as accurate as the curve.
    /// </remarks>
    /// <exception cref="ArgumentException">A shape does not fit, or a column does not exist.</exception>
    public static unsafe BatchReport SolveWithSensitivities(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlySpan<int> by, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<double> sensitivities, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default)
    {
        if (model is MappedModel mapped)
            return MappedBatch.Derive(mapped, parameters, by.ToArray(), times, curves, sensitivities, outcomes, options ?? new(),
                (rows, all, into, slopes, ends, own) =>
                    SolveWithSensitivities(mapped.Inner, rows, all, times, into, slopes, ends, own, cancellation));
        options = SolverChoice.Resolve(model, parameters.Span, times.Span, options ?? new());
        SolverEntry solver = BatchShape.Check(model, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        BatchShape.CheckSensitivities(model, by, curves.Length, sensitivities.Length, options);
        using var pinnedParameters = parameters.Pin();
        using var pinnedCurves = curves.Pin();
        using var pinnedSensitivities = sensitivities.Pin();
        using var pinnedOutcomes = outcomes.Pin();
        BatchReport total = default;
        for (int k = 0; k < by.Length; k++)
        {
            outcomes.Span.Fill(Outcome.NotRun);
            BatchJob<double> job = JobOf(
                model, solver, options, times, outcomes.Length, (double*)pinnedParameters.Pointer, (double*)pinnedCurves.Pointer,
                (Outcome*)pinnedOutcomes.Pointer, (double*)pinnedSensitivities.Pointer + (long)k * curves.Length, by[k], cancellation);
            SolveWithSensitivityTo(job, options.Precision);
            BatchReport report = job.Report();
            total = new(report.Trajectories, total.Steps + report.Steps, total.Refused + report.Refused, report.LaneEfficiency);
        }

        return total;
    }

    static void SolveWithSensitivityTo(BatchJob<double> job, Precision number)
    {
        switch (number)
        {
            case Precision.Single when HasWideLanes: RunWith<Dual<Lanes32>, double>(job); break;
            case Precision.Single when HasLanes: RunWith<Dual<Lanes32x8>, double>(job); break;
            case Precision.Double when HasWideLanes: RunWith<Dual<Lanes64>, double>(job); break;
            case Precision.Double when HasLanes: RunWith<Dual<Lanes64x4>, double>(job); break;
            case Precision.Single or Precision.Real32: RunWith<Dual<Real32>, double>(job); break;
            default: RunWith<Dual<Real64>, double>(job); break;
        }
    }
}
