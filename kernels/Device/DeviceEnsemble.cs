using System.Numerics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// Solves one law for many scenarios on a device, with the very trajectory the host follows: the curves are those of
/// <see cref="HostEnsemble"/> with <see cref="Number.Real32"/> or <see cref="Number.Real64"/>, bit for bit where the
/// device rounds as IEEE 754 says and fuses nothing. Opening a device and compiling a kernel takes a fraction of a
/// second: keep the object. Not for several threads at once.
/// </summary>
public sealed class DeviceEnsemble : IDisposable
{
    readonly Context context;
    readonly Accelerator accelerator;

    /// <summary>Opens a device.</summary>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public DeviceEnsemble(ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        Device = device;
        context = DeviceList.OpenContext();
        try
        {
            accelerator = DeviceList.Open(context, device);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>The device.</summary>
    public ComputeDevice Device { get; }

    /// <summary>Solves <c>count</c> scenarios and writes their curves. Of the options, threads are the device's own business.</summary>
    /// <param name="law">The law; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, law.Parameters.Count], in the law's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the law's time unit.</param>
    /// <param name="curves">Receives shape [count, law.Outputs.Count, times.Length], row-major; NaN from where a trajectory failed.</param>
    /// <param name="outcomes">Receives how each trajectory ended, shape [count].</param>
    /// <param name="options">How to solve; null means as the law recommends.</param>
    /// <param name="cancellation">Stops between chunks of scenarios; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or times are not ascending.</exception>
    public EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<float> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <inheritdoc cref="Run(ReleaseLaw, ReadOnlyMemory{double}, ReadOnlyMemory{double}, Memory{float}, Memory{Outcome}, EnsembleOptions?, CancellationToken)"/>
    public EnsembleReport Run(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<double> curves, Memory<Outcome> outcomes,
        EnsembleOptions? options = null, CancellationToken cancellation = default) =>
        RunAs(law, parameters, times, curves, outcomes, options ?? new(), cancellation);

    /// <summary>Solves scenarios and keeps their curves in the device's memory.</summary>
    /// <param name="law">The law; see <see cref="Catalog"/>.</param>
    /// <param name="parameters">Row-major, shape [count, law.Parameters.Count], in the law's units.</param>
    /// <param name="times">Output times, ascending, none negative, in the law's time unit.</param>
    /// <param name="options">How to solve; null means as the law recommends.</param>
    /// <param name="cancellation">Stops between chunks of scenarios; those not reached are <see cref="Outcome.NotRun"/>.</param>
    /// <returns>The curves; dispose of them before this ensemble.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, times are not ascending, or the curves do not fit the device.</exception>
    public DeviceCurves RunOnDevice(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        EnsembleOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new();
        return IsDouble(options)
            ? KeepAs<Real64>(law, parameters, times, options, cancellation)
            : KeepAs<Real32>(law, parameters, times, options, cancellation);
    }

    /// <summary>Closes the device.</summary>
    public void Dispose()
    {
        accelerator.Dispose();
        context.Dispose();
    }

    EnsembleReport RunAs<TOut>(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times,
        Memory<TOut> curves, Memory<Outcome> outcomes, EnsembleOptions options, CancellationToken cancellation)
        where TOut : unmanaged, IFloatingPointIeee754<TOut>
    {
        options = SolverChoice.Resolve(law, parameters.Span, times.Span, options);
        var solver = BatchShape.Check(law, parameters.Length, times.Span, curves.Length, outcomes.Length, options);
        Schedule? schedule = ScheduleCheck.Of(law, options, outcomes.Length);
        curves.Span.Fill(TOut.NaN);
        outcomes.Span.Fill(Outcome.NotRun);
        if (outcomes.IsEmpty)
            return new(0, 0, 0, 1);
        return IsDouble(options)
            ? new DeviceJob<Real64>(accelerator, law, solver, schedule, times, options).Run(parameters, outcomes, new HostSink<Real64, TOut>(curves), cancellation)
            : new DeviceJob<Real32>(accelerator, law, solver, schedule, times, options).Run(parameters, outcomes, new HostSink<Real32, TOut>(curves), cancellation);
    }

    DeviceCurves KeepAs<T>(
        ReleaseLaw law, ReadOnlyMemory<double> parameters, ReadOnlyMemory<double> times, EnsembleOptions options, CancellationToken cancellation)
        where T : unmanaged, IReal<T>
    {
        options = SolverChoice.Resolve(law, parameters.Span, times.Span, options);
        int count = parameters.Length / law.Parameters.Count;
        long numbers = (long)count * law.Outputs.Count * times.Length;
        var solver = BatchShape.Check(law, parameters.Length, times.Span, numbers, count, options);
        Schedule? schedule = ScheduleCheck.Of(law, options, count);
        RequireRoom(numbers * Unsafe.SizeOf<T>(), count);
        var outcomes = new Outcome[count];
        outcomes.AsSpan().Fill(Outcome.NotRun);
        var kept = new DeviceCurves<T>(accelerator, count, law.Outputs.Count, times.Length, outcomes);
        try
        {
            // All bits set is NaN: what a cancelled run does not reach.
            kept.Buffer.View.BaseView.MemSet(0xFF);
            accelerator.Synchronize();
            if (count > 0)
                kept.Report = new DeviceJob<T>(accelerator, law, solver, schedule, times, options).Run(parameters, outcomes, new KeptSink<T>(kept.Buffer.View), cancellation);
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
        if (accelerator.AcceleratorType != AcceleratorType.CPU && bytes > accelerator.MemorySize / 2)
            throw new ArgumentException($"The curves of {count} scenarios take {bytes >> 20} MiB and {Device.Id} has {accelerator.MemorySize >> 20} MiB; keep fewer at a time.");
    }

    static bool IsDouble(EnsembleOptions options) => options.Number is Number.Double or Number.Real64;
}
