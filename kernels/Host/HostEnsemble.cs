using System.Numerics;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels;

/// <summary>Solves one law for many scenarios on all cores of this machine.</summary>
public sealed partial class HostEnsemble
{
    /// <summary>Solves <c>count</c> scenarios and writes their curves.</summary>
    /// <param name="law">The law; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, law.Parameters.Count], in the law's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the law's time unit.</param>
    /// <param name="curves">Receives shape [count, law.Outputs.Count, times.Length], row-major; NaN from where a trajectory failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the law recommends.</param>
    /// <param name="cancellation">Stops between scenarios; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    public static EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <inheritdoc cref="Run(ReleaseLaw, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, EnsembleOptions?, CancellationToken)"/>
    public static EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    static unsafe EnsembleReport RunAs<TOut>(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<TOut> curves, Memory<Outcome> outcomes, EnsembleOptions options, CancellationToken cancellation)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        options = SolverChoice.Resolve(law, parameters.Span, times.Span, options);
        SolverEntry solver = BatchShape.Check(law, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        using var pinnedParameters = parameters.Pin();
        using var pinnedCurves = curves.Pin();
        using var pinnedOutcomes = outcomes.Pin();
        outcomes.Span.Fill(Outcome.NotRun);
        EnsembleJob<TOut> job = JobOf(
            law, solver, options, times, outcomes.Length, (double*)pinnedParameters.Pointer, (TOut*)pinnedCurves.Pointer,
            (Outcome*)pinnedOutcomes.Pointer, null, 0, cancellation);
        RunIn(job, options.Number);
        return job.Report();
    }

    static unsafe EnsembleJob<TOut> JobOf<TOut>(
        ReleaseLaw law, SolverEntry solver, EnsembleOptions options, ReadOnlyMemory<double> times, int count,
        double* parameters, TOut* curves, Outcome* outcomes, TOut* slopes, int slopeBy, CancellationToken cancellation)
        where TOut : unmanaged, INumberBase<TOut> => new()
        {
            Law = law,
            Solver = solver,
            Parameters = parameters,
            Times = times.ToArray(),
            Curves = curves,
            Outcomes = outcomes,
            Slopes = slopes,
            SlopeBy = slopeBy,
            Count = count,
            Absolute = options.AbsoluteTolerance ?? law.DefaultAbsoluteTolerance,
            Relative = options.RelativeTolerance ?? law.DefaultRelativeTolerance,
            MaxSteps = options.MaxSteps,
            Grid = law.DefaultShells > 0 ? SphereGrid.Graded(options.Shells ?? law.DefaultShells, options.Grading) : null,
            Threads = Math.Max(1, Math.Min(options.Threads > 0 ? options.Threads : Environment.ProcessorCount, count)),
            StepControl = options.StepControl,
            Schedule = ScheduleCheck.Of(law, options, count),
            Cancellation = cancellation,
        };

    /// <summary>True where lanes pay: a 512-bit vector is one register, or two of 256 bits; without either, one scenario at a time is faster.</summary>
    internal static bool HasLanes => Vector256.IsHardwareAccelerated;

    static void RunIn<TOut>(EnsembleJob<TOut> job, Number number) where TOut : unmanaged, INumberBase<TOut>
    {
        switch (number)
        {
            case Number.Real64: RunWith<Real64, TOut>(job); break;
            case Number.Double when HasLanes: RunWith<Lanes64, TOut>(job); break;
            case Number.Double: RunWith<Real64, TOut>(job); break;
            case Number.Single when HasLanes: RunWith<Lanes32, TOut>(job); break;
            default: RunWith<Real32, TOut>(job); break;
        }
    }

    static void RunWith<T, TOut>(EnsembleJob<TOut> job) where T : unmanaged, IReal<T> where TOut : unmanaged, INumberBase<TOut>
    {
        void Work() => Shapes.VisitStepper(job.Law, job.Solver, new HostWorker<T, TOut>(job));

        var others = new Thread[job.Threads - 1];
        for (int i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(Work) { IsBackground = true };
            others[i].Start();
        }

        Work();
        foreach (Thread other in others)
            other.Join();
        job.BlankNotRun();
    }
}
