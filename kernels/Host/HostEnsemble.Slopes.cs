using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels;

public sealed partial class HostEnsemble
{
    /// <summary>Solves <c>count</c> scenarios together with the derivatives of their curves by some of the parameters.</summary>
    /// <param name="law">The law; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, law.Parameters.Count], in the law's units.</param>
    /// <param name="by">Columns of the parameters to differentiate by.</param>
    /// <param name="times">Output times, ascending, none negative, in the law's time unit.</param>
    /// <param name="curves">Receives shape [count, law.Outputs.Count, times.Length]: the curves of a plain run, bit for bit.</param>
    /// <param name="slopes">
    /// Receives d(curve)/d(parameter), shape [by.Length, count, law.Outputs.Count, times.Length], in the output's unit per
    /// the parameter's; NaN from where a trajectory failed.
    /// </param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the law recommends.</param>
    /// <param name="cancellation">Stops between scenarios.</param>
    /// <remarks>
    /// The trajectory is computed in dual numbers once for each parameter, with steps chosen by values alone, so that a
    /// slope is exact for the steps taken and as accurate as the curve.
    /// </remarks>
    /// <exception cref="ArgumentException">A shape does not fit, or a column does not exist.</exception>
    public static unsafe EnsembleReport RunWithSlopes(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlySpan<int> by, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<double> slopes, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default)
    {
        options = SolverChoice.Resolve(law, parameters.Span, times.Span, options ?? new());
        SolverEntry solver = BatchShape.Check(law, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        BatchShape.CheckSlopes(law, by, curves.Length, slopes.Length);
        using var pinnedParameters = parameters.Pin();
        using var pinnedCurves = curves.Pin();
        using var pinnedSlopes = slopes.Pin();
        using var pinnedOutcomes = outcomes.Pin();
        EnsembleReport total = default;
        for (int k = 0; k < by.Length; k++)
        {
            outcomes.Span.Fill(Outcome.NotRun);
            EnsembleJob<double> job = JobOf(
                law, solver, options, times, outcomes.Length, (double*)pinnedParameters.Pointer, (double*)pinnedCurves.Pointer,
                (Outcome*)pinnedOutcomes.Pointer, (double*)pinnedSlopes.Pointer + (long)k * curves.Length, by[k], cancellation);
            RunWithSlopeIn(job, options.Number);
            EnsembleReport report = job.Report();
            total = new(report.Trajectories, total.Steps + report.Steps, total.Refused + report.Refused, report.LaneEfficiency);
        }

        return total;
    }

    static void RunWithSlopeIn(EnsembleJob<double> job, Number number)
    {
        switch (number)
        {
            case Number.Single when HasLanes: RunWith<Dual<Lanes32>, double>(job); break;
            case Number.Double when HasLanes: RunWith<Dual<Lanes64>, double>(job); break;
            case Number.Single or Number.Real32: RunWith<Dual<Real32>, double>(job); break;
            default: RunWith<Dual<Real64>, double>(job); break;
        }
    }
}
