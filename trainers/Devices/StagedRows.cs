using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Rows of the host on their way to a device, batch after batch: laid out in the same page-locked memory every time, which the
/// device copies from by itself at the bus's full speed. Where the device is the host, each batch has memory of its own and stays in it.
/// </summary>
sealed class StagedRows(long rows, long columns, Device device) : IDisposable
{
    Tensor? pageLocked;

    /// <summary>Memory for the next batch, to be written whole and sent before the one after it is asked for.</summary>
    public Tensor Next()
    {
        if (device.type == DeviceType.CPU)
            return DeviceTensors.Empty(rows, columns);
        return pageLocked ??= Memory(rows, columns, device);
    }

    /// <summary>The batch on the device; the copy is finished, and the caller's scope owns it.</summary>
    public Tensor Sent(Tensor next) => next.On(device);

    public void Dispose() => pageLocked?.Dispose();

    /// <summary>Memory of the host for rows that go to a device: page-locked, unless the device is the host. The caller disposes of
    /// it.</summary>
    public static Tensor Memory(long rows, long columns, Device device)
    {
        if (device.type == DeviceType.CPU)
            return DeviceTensors.Empty(rows, columns).DetachFromDisposeScope();
        using var pageable = DeviceTensors.Empty(rows, columns);
        return pageable.pin_memory().DetachFromDisposeScope();
    }
}
