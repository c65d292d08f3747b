using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// Solves one model for many samples on a device, with the very trajectory the host follows: the curves are those of
/// <see cref="HostBatchSolver"/> with <see cref="Precision.Real32"/> or <see cref="Precision.Real64"/>, bit for bit where the
/// device rounds as IEEE 754 says and fuses nothing. A device is opened and a kernel compiled once a process, the first time
/// either is needed.
/// </summary>
sealed class DeviceBatchSolver : IBatchSolver
{
    volatile OpenDevice opened;

    /// <summary>Opens a device; one that this process has opened before is there at once, with its kernels.</summary>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public DeviceBatchSolver(ComputeDevice device) => opened = OpenDevice.Of(device);

    Accelerator Accelerator => opened.Accelerator;

    /// <summary>The device.</summary>
    public ComputeDevice Device => opened.Description;

    /// <inheritdoc/>
    public string Name => Device.Id;

    /// <summary>
    /// Solves <c>count</c> samples and writes their curves. Of the options, threads are the device's own business. Curves of the
    /// kernel's own number in memory that the device reaches, be it a tensor's, are written there by the kernel itself.
    /// </summary>
    /// <param name="model">The model; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, model.Parameters.Count], in the model's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the model's time unit.</param>
    /// <param name="curves">Receives shape [count, model.Outputs.Count, times.Length], row-major; NaN from where a trajectory
    /// failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the model recommends.</param>
    /// <param name="cancellation">Stops between chunks of samples; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    public BatchReport Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(model, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <inheritdoc cref="Solve(ReleaseModel, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, BatchOptions?,
    /// CancellationToken)"/>
    public BatchReport Solve(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        BatchOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(model, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <inheritdoc/>
    /// <remarks>
    /// The trajectory is computed in dual numbers once for each parameter, with steps chosen by values alone, as on the host.
    /// </remarks>
    public BatchReport SolveWithSensitivities(
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
        Schedule? schedule = ScheduleCheck.Of(model, options, outcomes.Length);
        curves.Span.Fill(double.NaN);
        sensitivities.Span.Fill(double.NaN);
        outcomes.Span.Fill(Outcome.NotRun);
        BatchReport total = new(outcomes.Length, 0, 0, 1);
        for (int k = 0; k < by.Length && !outcomes.IsEmpty; k++)
        {
            outcomes.Span.Fill(Outcome.NotRun);
            Memory<double> own = sensitivities.Slice(k * curves.Length, curves.Length);
            int column = by[k];
            BatchReport report = Compiling(() => IsDouble(options)
                ? JobOf<Dual<Real64>>(column).Run(parameters, outcomes, new SensitivitySink<Dual<Real64>>(curves, own), cancellation)
                : JobOf<Dual<Real32>>(column).Run(parameters, outcomes, new SensitivitySink<Dual<Real32>>(curves, own), cancellation));
            total = total with { Steps = total.Steps + report.Steps, Refused = total.Refused + report.Refused };
        }

        return total;

        DeviceJob<T> JobOf<T>(int column) where T : unmanaged, IReal<T> =>
            new(Accelerator, model, solver, schedule, times, options, column);
    }

    /// <summary>Solves samples and keeps their curves in the device's memory.</summary>
    /// <param name="model">The model; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, model.Parameters.Count], in the model's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the model's time unit.</param>
    /// <param name="options">How to solve; null means as the model recommends.</param>
    /// <param name="cancellation">Stops between chunks of samples; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <returns>The curves; dispose of them before this solver.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, times are not ascending, or the curves do not fit the device.</exception>
    public DeviceCurves SolveOnDevice(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        BatchOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        return Compiling(() => IsDouble(options)
            ? KeepAs<Real64>(model, parameters, times, options, cancellation)
            : KeepAs<Real32>(model, parameters, times, options, cancellation));
    }

    /// <summary>Leaves the device; it stays open for the next who asks, until the process ends.</summary>
    public void Dispose() => Accelerator.Synchronize();

    BatchReport RunAs<TOut>(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<TOut> curves, Memory<Outcome> outcomes, BatchOptions options, CancellationToken cancellation)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        if (model is MappedModel mapped)
            return MappedBatch.Solve(mapped, parameters, times, curves, outcomes, options,
                (rows, into, ends, own) => RunAs(mapped.Inner, rows, times, into, ends, own, cancellation));
        options = SolverChoice.Resolve(model, parameters.Span, times.Span, options);
        var solver = BatchShape.Check(model, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        Schedule? schedule = ScheduleCheck.Of(model, options, outcomes.Length);
        outcomes.Span.Fill(Outcome.NotRun);
        if (outcomes.IsEmpty)
            return new(0, 0, 0, 1);
        return Compiling(() => IsDouble(options) ? RunWith<Real64>() : RunWith<Real32>());

        BatchReport RunWith<T>() where T : unmanaged, IReal<T>
        {
            Accelerator accelerator = Accelerator;
            var job = new DeviceJob<T>(accelerator, model, solver, schedule, times, options);
            using MemoryHandle pinned = curves.Pin();
            IntPtr address = AddressOf(pinned);
            if (Unsafe.SizeOf<T>() == Unsafe.SizeOf<TOut>() && ForeignMemory.Reaches(accelerator, address))
            {
                using MemoryBuffer buffer = ForeignMemory.Of<T>(accelerator, address, curves.Length);
                ArrayView<T> view = buffer.AsArrayView<T>(0, curves.Length);
                Clear(accelerator, view);
                return job.Run(parameters, outcomes, new KeptSink<T>(view), cancellation);
            }

            curves.Span.Fill(TOut.NaN);
            return job.Run(parameters, outcomes, new HostSink<T, TOut>(curves), cancellation);
        }
    }

    /// <summary>Makes curves NaN, which is what a trajectory that fails leaves of them, and a canceled run of those it does not
    /// reach.</summary>
    static void Clear<T>(Accelerator accelerator, ArrayView<T> curves) where T : unmanaged, IReal<T>
    {
        accelerator.Fill<T>()(accelerator.DefaultStream, curves, T.FromDouble(double.NaN));
        accelerator.Synchronize();
    }

    static unsafe IntPtr AddressOf(MemoryHandle pinned) => (IntPtr)pinned.Pointer;

    DeviceCurves KeepAs<T>(
        ReleaseModel model, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times, BatchOptions options,
        CancellationToken cancellation)
        where T : unmanaged, IReal<T>
    {
        options = SolverChoice.Resolve(model, parameters.Span, times.Span, options);
        int count = parameters.Length / model.Parameters.Count;
        long numbers = (long)count * model.Outputs.Count * times.Length;
        var solver = BatchShape.Check(model, parameters.Length, times.Span, numbers, count, options);
        Schedule? schedule = ScheduleCheck.Of(model, options, count);
        RequireRoom(numbers * Unsafe.SizeOf<T>(), count);
        var outcomes = new Outcome[count];
        outcomes.AsSpan().Fill(Outcome.NotRun);
        Accelerator accelerator = Accelerator;
        var kept = new DeviceCurves<T>(accelerator, count, model.Outputs.Count, times.Length, outcomes);
        try
        {
            Clear<T>(accelerator, kept.Buffer.View);
            if (count > 0)
                kept.Report = new DeviceJob<T>(accelerator, model, solver, schedule, times, options)
                    .Run(parameters, outcomes, new KeptSink<T>(kept.Buffer.View), cancellation);
            return kept;
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    /// <summary>Refuses curves that would leave the device no memory to solve them with.</summary>
    void RequireRoom(long bytes, int count)
    {
        if (Accelerator.AcceleratorType != AcceleratorType.CPU && bytes > Accelerator.MemorySize / 2)
            throw new ArgumentException(
                $"The curves of {count} samples take {bytes >> 20} MiB and {Device.Id} has {Accelerator.MemorySize >> 20} MiB; keep fewer at a time.");
    }

    /// <summary>
    /// Runs what compiles a kernel first. ILGPU 1.5.3 takes a type of one kernel for that of another now and then where many models share a
    /// context, such as pairs of states of different sizes, and refuses what it can translate alone: then the device is opened anew, once.
    /// </summary>
    T Compiling<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (InternalCompilerException)
        {
            opened = OpenDevice.Of(Device);
            return run();
        }
    }

    static bool IsDouble(BatchOptions options) => options.Precision is Precision.Double or Precision.Real64;
}
