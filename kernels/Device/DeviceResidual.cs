using ILGPU.Runtime;
using SurrogateEngine.Kernels.Host;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// What <see cref="HostResidual"/> does, on a device and from the same text: r = dy/dt - f(t, y, p) of proposed curves and
/// its pull-back. Memory on the device is kept between calls. Not for several threads at once.
/// </summary>
sealed class DeviceResidual : IDisposable
{
    readonly ResidualSession session;

    /// <summary>Opens a device and prepares a law's residual.</summary>
    /// <param name="device">The device; see <see cref="DeviceList"/>.</param>
    /// <param name="law">The law.</param>
    /// <param name="options">Number kind, shells, grading and a schedule that all share; null means single precision, as the law recommends.</param>
    /// <exception cref="ArgumentException">The device is not there, or shells or grading that no sphere has.</exception>
    public DeviceResidual(ComputeDevice device, ReleaseLaw law, EnsembleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(law);
        options ??= new();
        BatchShape.Sphere(law, options);
        Device = device;
        Law = law;
        StateCount = HostResidual.States(law, options.Shells);
        Accelerator accelerator = OpenDevice.Of(device).Accelerator;
        session = options.Number is Number.Double or Number.Real64
            ? new ResidualSession<Real64>(accelerator, law, options, StateCount)
            : new ResidualSession<Real32>(accelerator, law, options, StateCount);
    }

    /// <summary>The device.</summary>
    public ComputeDevice Device { get; }

    /// <summary>The law.</summary>
    public ReleaseLaw Law { get; }

    /// <summary>States of the law on this grid.</summary>
    public int StateCount { get; }

    /// <inheritdoc cref="HostResidual.Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public void Evaluate(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> slopes, Span<double> residual) => session.Evaluate(parameters, times, states, slopes, residual);

    /// <inheritdoc cref="HostResidual.Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double})"/>
    public void Evaluate(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> slopes, Span<float> residual) => session.Evaluate(parameters, times, states, slopes, residual);

    /// <inheritdoc cref="HostResidual.PullBack(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    public void PullBack(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> cotangent, Span<double> toStates, Span<double> toParameters) =>
        session.PullBack(parameters, times, states, cotangent, toStates, toParameters);

    /// <inheritdoc cref="HostResidual.PullBack(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, Span{double}, Span{double})"/>
    public void PullBack(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> cotangent, Span<float> toStates, Span<float> toParameters) =>
        session.PullBack(parameters, times, states, cotangent, toStates, toParameters);

    /// <summary>Frees the memory on the device, which stays open for the next who asks.</summary>
    public void Dispose() => session.Dispose();
}
