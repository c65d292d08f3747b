using System.Numerics;
using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Where the curves of a batch go.</summary>
interface ICurveSink<T>
    where T : unmanaged, IReal<T>
{
    /// <summary>True if curves stay in device memory of the sink's own.</summary>
    bool KeepsOnDevice { get; }

    /// <summary>Says where the slot's chunk shall write.</summary>
    void Aim(DeviceSlot<T> slot, int rowLength);

    /// <summary>Takes what the slot's chunk wrote.</summary>
    void Take(DeviceSlot<T> slot, int rowLength);
}

/// <summary>Curves go to host memory.</summary>
sealed class HostSink<T, TOut>(Memory<TOut> curves) : ICurveSink<T>
    where T : unmanaged, IReal<T>
    where TOut : unmanaged, INumberBase<TOut>
{
    public bool KeepsOnDevice => false;

    public void Aim(DeviceSlot<T> slot, int rowLength)
    {
    }

    public void Take(DeviceSlot<T> slot, int rowLength)
    {
        ReadOnlySpan<T> fetched = slot.FetchedCurves(rowLength);
        Span<TOut> target = curves.Span.Slice(slot.First * rowLength, fetched.Length);
        for (int k = 0; k < fetched.Length; k++)
        {
            T value = fetched[k];
            target[k] = TOut.CreateTruncating(T.Get(ref value, 0));
        }
    }
}

/// <summary>Curves and their derivatives go to host memory.</summary>
sealed class SensitivitySink<T>(Memory<double> curves, Memory<double> sensitivities) : ICurveSink<T>
    where T : unmanaged, IReal<T>
{
    public bool KeepsOnDevice => false;

    public void Aim(DeviceSlot<T> slot, int rowLength)
    {
    }

    public void Take(DeviceSlot<T> slot, int rowLength)
    {
        ReadOnlySpan<T> fetched = slot.FetchedCurves(rowLength);
        Span<double> values = curves.Span.Slice(slot.First * rowLength, fetched.Length);
        Span<double> derivatives = sensitivities.Span.Slice(slot.First * rowLength, fetched.Length);
        for (int k = 0; k < fetched.Length; k++)
        {
            T value = fetched[k];
            values[k] = T.Get(ref value, 0);
            // Where a trajectory failed there is no curve to have a derivative.
            derivatives[k] = double.IsNaN(values[k]) ? double.NaN : T.DerivativeOf(ref value, 0);
        }
    }
}

/// <summary>Curves stay on the device, in memory that is all NaN when a batch begins.</summary>
sealed class KeptSink<T>(ArrayView<T> curves) : ICurveSink<T>
    where T : unmanaged, IReal<T>
{
    public bool KeepsOnDevice => true;

    public void Aim(DeviceSlot<T> slot, int rowLength) =>
        slot.Curves = curves.SubView((long)slot.First * rowLength, (long)slot.Count * rowLength);

    public void Take(DeviceSlot<T> slot, int rowLength)
    {
    }
}
