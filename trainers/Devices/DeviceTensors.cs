using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The only way by which data, losses and training make tensors out of numbers and read numbers out of tensors, so that none
/// stays behind on the host by mistake: a test of the sources forbids the library's own factories and readers there. Where the
/// device is the host nothing is copied: moving gives back the tensor itself.
/// </summary>
static class DeviceTensors
{
    /// <summary>Memory of the host, to be written whole.</summary>
    public static Tensor Empty(long rows, long columns) => empty(rows, columns);

    /// <summary>Memory of the host, to be written whole.</summary>
    public static Tensor Empty(long[] shape, ScalarType type = ScalarType.Float32) => empty(shape, type);

    /// <summary>Numbers in a shape.</summary>
    public static Tensor Of(float[] values, long[] shape, Device device) => tensor(values, shape).On(device);

    /// <summary>A copy of numbers in the host's memory as the tensor library aligns it: a few rows then give the same bits wherever the
    /// numbers lay.</summary>
    public static Tensor Copied(ReadOnlySpan<float> values, params long[] shape)
    {
        Tensor copy = empty(shape);
        values.CopyTo(copy.Floats());
        return copy;
    }

    /// <summary>Numbers in a shape, as another type.</summary>
    public static Tensor Of(double[] values, long[] shape, ScalarType type, Device device) =>
        tensor(values, shape).to_type(type).On(device);

    /// <summary>Places in a dimension.</summary>
    public static Tensor Places(long[] places, Device device) => tensor(places, [places.Length]).On(device);

    /// <summary>A single number on the host.</summary>
    public static Tensor Single(double value) => tensor(value);

    /// <summary>Nothing yet.</summary>
    public static Tensor Zeros(long[] shape, Device device) => zeros(shape).On(device);

    /// <summary>A unit matrix.</summary>
    public static Tensor Unit(long size, ScalarType type, Device device) => eye(size, dtype: type).On(device);

    /// <summary>The tensor on a device: itself where it is there already.</summary>
    public static Tensor On(this Tensor tensor, Device device) => IsOn(tensor, device) ? tensor : tensor.to(device);

    /// <summary>The tensor in the host's memory, to be read: itself where it is there already.</summary>
    public static Tensor OnHost(this Tensor tensor) => tensor.device_type == DeviceType.CPU ? tensor : tensor.cpu();

    /// <summary>The only number in a tensor; waits for the device.</summary>
    public static float Number(this Tensor tensor) => tensor.OnHost().item<float>();

    /// <summary>The only number in a tensor of doubles; waits for the device.</summary>
    public static double Double(this Tensor tensor) => tensor.OnHost().item<double>();

    /// <summary>Overwrites a tensor wherever it is, outside every graph.</summary>
    public static void Write(this Tensor to, float[] values)
    {
        if (to.device_type == DeviceType.CPU)
        {
            values.CopyTo(to.Floats());
            return;
        }
        using var quiet = no_grad();
        using var host = tensor(values, to.shape);
        to.copy_(host);
    }

    /// <summary>
    /// A network on a device. It is drawn on the host first, so its weights do not depend on where it goes. Moving replaces its
    /// parameters: ask for them afterwards.
    /// </summary>
    public static nn.Module<Tensor, Tensor> On(this nn.Module<Tensor, Tensor> network, Device device)
    {
        if (device.type == DeviceType.CPU)
            return network;
        network.to(device);
        if (network is EnsembleNetwork ensemble)
            ensemble.Moved();
        return network;
    }

    static bool IsOn(Tensor tensor, Device device) =>
        tensor.device_type == device.type && (device.type == DeviceType.CPU || tensor.device_index == device.index);
}
