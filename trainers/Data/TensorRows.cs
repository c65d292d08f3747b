using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>The crossing between spans and tensors.</summary>
static class TensorRows
{
    /// <summary>A live view of a contiguous float tensor on the host.</summary>
    public static Span<float> Floats(this Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    /// <summary>A live view of a contiguous tensor of doubles on the host.</summary>
    public static Span<double> Doubles(this Tensor tensor) => MemoryMarshal.Cast<byte, double>(tensor.bytes);

    /// <summary>The first number of a contiguous float tensor on the host; valid as long as the tensor is.</summary>
    public static unsafe float* Pointer(this Tensor tensor) => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));

    /// <summary>Curves of some rows on the host, shape [rows, outputs * times].</summary>
    public static Tensor CurveTensor(this CurveSet set, ReadOnlySpan<int> rows)
    {
        var curves = DeviceTensors.Empty(rows.Length, set.Space.Points);
        var to = curves.Floats();
        for (int i = 0; i < rows.Length; i++)
            set.Curve(rows[i]).CopyTo(to[(i * set.Space.Points)..]);
        return curves;
    }
}
