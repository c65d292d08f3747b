using System.Numerics;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>Solves one model for many samples on all cores of this machine.</summary>
public sealed partial class HostBatchSolver
{
    /// <summary>Solves <c>count</c> samples and writes their curves.</summary>
    /// <param name="model">The model; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, model.Parameters.Count], in the model's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the model's time unit.</param>
    /// <param name="curves">Receives shape [count, model.Outputs.Count, times.Length], row-major; NaN from where a trajectory
    /// failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the model recommends.</param>
    /// <param name="cancellation">Stops between samples; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    public static BatchReport Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(model, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <inheritdoc cref="Solve(ReleaseModel, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, BatchOptions?,
    /// CancellationToken)"/>
    public static BatchReport Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(model, parameters, times, curves, outcomes, options ?? new(), cancellation);

    static unsafe BatchReport RunAs<TOut>(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<TOut> curves, Memory<Outcome> outcomes, BatchOptions options, CancellationToken cancellation)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        if (model is MappedModel mapped)
            return MappedBatch.Solve(mapped, parameters, times, curves, outcomes, options,
                (rows, into, ends, own) => RunAs(mapped.Inner, rows, times, into, ends, own, cancellation));
        options = SolverChoice.Resolve(model, parameters.Span, times.Span, options);
        SolverEntry solver = BatchShape.Check(model, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        using var pinnedParameters = parameters.Pin();
        using var pinnedCurves = curves.Pin();
        using var pinnedOutcomes = outcomes.Pin();
        outcomes.Span.Fill(Outcome.NotRun);
        BatchJob<TOut> job = JobOf(
            model, solver, options, times, outcomes.Length, (double*)pinnedParameters.Pointer, (TOut*)pinnedCurves.Pointer,
            (Outcome*)pinnedOutcomes.Pointer, null, 0, cancellation);
        RunIn(job, options.Precision);
        return job.Report();
    }

    static unsafe BatchJob<TOut> JobOf<TOut>(
        ReleaseModel model, SolverEntry solver, BatchOptions options, ReadOnlyMemory<double> times, int count,
        double* parameters, TOut* curves, Outcome* outcomes, TOut* sensitivities, int sensitivityTo, CancellationToken cancellation)
        where TOut : unmanaged, INumberBase<TOut> => new()
        {
            Model = model,
            Solver = solver,
            Parameters = parameters,
            Times = times.ToArray(),
            Curves = curves,
            Outcomes = outcomes,
            Sensitivities = sensitivities,
            SensitivityTo = sensitivityTo,
            Count = count,
            Absolute = options.AbsoluteTolerance ?? model.DefaultAbsoluteTolerance,
            Relative = options.RelativeTolerance ?? model.DefaultRelativeTolerance,
            MaxSteps = options.MaxSteps,
            Grid = SphereGrid.Of(model, options),
            Threads = Math.Max(1, Math.Min(options.Threads > 0 ? options.Threads : Environment.ProcessorCount, count)),
            StepControl = options.StepControl,
            Schedule = ScheduleCheck.Of(model, options, count),
            Delays = options.Delays,
            Cancellation = cancellation,
        };

    /// <summary>True where lanes pay; without vectors of 256 bits, one sample at a time is faster.</summary>
    internal static bool HasLanes => Vector256.IsHardwareAccelerated;

    /// <summary>True where a vector of 512 bits is one register: as two of 256 bits it costs more than it saves.</summary>
    internal static bool HasWideLanes => Vector512.IsHardwareAccelerated;

    static void RunIn<TOut>(BatchJob<TOut> job, Precision number) where TOut : unmanaged, INumberBase<TOut>
    {
        switch (number)
        {
            case Precision.Real64: RunWith<Real64, TOut>(job); break;
            case Precision.Double when HasWideLanes: RunWith<Lanes64, TOut>(job); break;
            case Precision.Double when HasLanes: RunWith<Lanes64x4, TOut>(job); break;
            case Precision.Double: RunWith<Real64, TOut>(job); break;
            case Precision.Single when HasWideLanes: RunWith<Lanes32, TOut>(job); break;
            case Precision.Single when HasLanes: RunWith<Lanes32x8, TOut>(job); break;
            default: RunWith<Real32, TOut>(job); break;
        }
    }

    static void RunWith<T, TOut>(BatchJob<TOut> job) where T : unmanaged, IReal<T> where TOut : unmanaged, INumberBase<TOut>
    {
        void Work() => Shapes.VisitStepper(job.Model, job.Solver, new HostWorker<T, TOut>(job));

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
