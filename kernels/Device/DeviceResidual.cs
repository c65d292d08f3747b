using ILGPU.Runtime;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// What <see cref="HostResidual"/> does, on a device and from the same implementation: r = dy/dt - f(t, y, p) of proposed curves and
/// its vector-Jacobian product. Memory on the device is kept between calls. Not for several threads at once.
/// </summary>
sealed class DeviceResidual : IDisposable
{
    readonly ResidualSession session;

    /// <summary>Opens a device and prepares a model's residual.</summary>
    /// <param name="device">The device; see <see cref="DeviceList"/>.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">Number kind, shells, grading and a schedule that all share; null means single precision, as the model
    /// recommends.</param>
    /// <exception cref="ArgumentException">The device is not there, or shells or grading that no sphere has.</exception>
    public DeviceResidual(ComputeDevice device, ReleaseModel model, BatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        BatchShape.Sphere(model, options);
        Device = device;
        Model = model;
        StateCount = HostResidual.States(model, options.Shells);
        Accelerator accelerator = OpenDevice.Of(device).Accelerator;
        session = options.Precision is Precision.Double or Precision.Real64
            ? new ResidualSession<Real64>(accelerator, model, options, StateCount)
            : new ResidualSession<Real32>(accelerator, model, options, StateCount);
    }

    /// <summary>The device.</summary>
    public ComputeDevice Device { get; }

    /// <summary>The model.</summary>
    public ReleaseModel Model { get; }

    /// <summary>States of the model on this grid.</summary>
    public int StateCount { get; }

    /// <inheritdoc cref="HostResidual.Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double},
    /// Span{double})"/>
    public void Evaluate(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> sensitivities, Span<double> residual) => session.Evaluate(parameters, times, states, sensitivities, residual);

    /// <inheritdoc cref="HostResidual.Evaluate(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double},
    /// Span{double})"/>
    public void Evaluate(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> sensitivities, Span<float> residual) => session.Evaluate(parameters, times, states, sensitivities, residual);

    /// <inheritdoc cref="HostResidual.VectorJacobianProduct(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double},
    /// ReadOnlySpan{double}, Span{double}, Span{double})"/>
    public void VectorJacobianProduct(
        ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> states,
        ReadOnlySpan<double> cotangent, Span<double> toStates, Span<double> toParameters) =>
        session.VectorJacobianProduct(parameters, times, states, cotangent, toStates, toParameters);

    /// <inheritdoc cref="HostResidual.VectorJacobianProduct(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double},
    /// ReadOnlySpan{double}, Span{double}, Span{double})"/>
    public void VectorJacobianProduct(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> times, ReadOnlySpan<float> states,
        ReadOnlySpan<float> cotangent, Span<float> toStates, Span<float> toParameters) =>
        session.VectorJacobianProduct(parameters, times, states, cotangent, toStates, toParameters);

    /// <summary>Frees the memory on the device, which stays open for the next who asks.</summary>
    public void Dispose() => session.Dispose();
}
