using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Tensors of one value.</summary>
internal static unsafe class Fills
{
    internal static TensorImpl Full(Layout layout, ScalarType type, Scalar value)
    {
        var result = TensorImpl.Empty(layout, type, contiguous: true);
        Into(result, value);
        return result;
    }

    internal static TensorImpl Zeros(Layout layout, ScalarType type)
    {
        var result = TensorImpl.Empty(layout, type, contiguous: true);
        Clear(result);
        return result;
    }

    /// <summary>A floating tensor without dimensions.</summary>
    internal static TensorImpl Number(double value, ScalarType type)
    {
        var result = TensorImpl.Empty([], type);
        if (type == ScalarType.Float32) *result.Data<float>() = (float)value;
        else *result.Data<double>() = value;
        return result;
    }

    /// <summary>The first element of a floating tensor.</summary>
    internal static double Read(TensorImpl x)
    {
        var value = x.Type == ScalarType.Float32 ? *x.Data<float>() : *x.Data<double>();
        GC.KeepAlive(x);
        return value;
    }

    internal static void Into(TensorImpl target, Scalar value)
    {
        var one = value.ToImpl(target.Type);
        Copies.Into(one, target);
        one.Release();
    }

    internal static void Clear(TensorImpl target)
    {
        if (!target.Layout.IsContiguous)
        {
            Into(target, 0);
            return;
        }
        var start = target.Block.Data + target.Offset * target.Type.Size();
        System.Runtime.InteropServices.NativeMemory.Clear(start, (nuint)(target.Count * target.Type.Size()));
        GC.KeepAlive(target);
    }
}
