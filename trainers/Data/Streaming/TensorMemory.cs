using System.Buffers;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>The memory of a tensor on the host as .NET memory, so that a simulation writes its curves where training reads them.</summary>
sealed unsafe class TensorMemory : MemoryManager<float>
{
    readonly float* first;
    readonly int length;

    /// <param name="tensor">A contiguous tensor of floats on the host; this memory owns it from here on.</param>
    /// <exception cref="ArgumentException">It is another kind of tensor, whose memory does not hold its values one after
    /// another.</exception>
    public TensorMemory(Tensor tensor)
    {
        if (tensor.dtype != ScalarType.Float32 || tensor.device_type != TorchSharp.DeviceType.CPU || !tensor.is_contiguous())
            throw new ArgumentException(
                $"A tensor of {tensor.dtype} on {tensor.device} does not hold floats in one piece on the host; make one that does.",
                nameof(tensor));
        Tensor = tensor;
        length = checked((int)tensor.NumberOfElements);
        using var storage = tensor.storage<float>();
        first = (float*)storage.data_ptr() + tensor.storage_offset();
    }

    /// <summary>The tensor whose memory this is.</summary>
    public Tensor Tensor { get; }

    public override Span<float> GetSpan() => new(first, length);

    /// <summary>Torch's memory never moves.</summary>
    public override MemoryHandle Pin(int elementIndex = 0) => new(first + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Tensor.Dispose();
    }
}
