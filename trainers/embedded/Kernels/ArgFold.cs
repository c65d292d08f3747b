using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Where along a dimension the first extreme lies; a NaN counts as the extreme.</summary>
internal static unsafe class ArgFold
{
    internal static TensorImpl Apply(TensorImpl x, long dim, bool keepdim, bool largest)
    {
        var d = x.Layout.Dimension(dim);
        var mask = new bool[x.Layout.Rank];
        if (mask.Length > 0) mask[d] = true;
        var (source, slab) = Slab.Of(x, mask);
        if (slab.Length == 0) throw new InvalidOperationException($"Dimension {dim} has no elements to choose from.");
        var result = TensorImpl.Empty(Shapes.Folded(x.Layout.Sizes, mask, keepdim), ScalarType.Int64);
        switch (x.Type)
        {
            case ScalarType.Float32: Typed<float>(source, slab, result, largest); break;
            case ScalarType.Float64: Typed<double>(source, slab, result, largest); break;
            case ScalarType.Int64: Typed<long>(source, slab, result, largest); break;
            case ScalarType.Int32: Typed<int>(source, slab, result, largest); break;
            default: Typed<byte>(source, slab, result, largest); break;
        }
        GC.KeepAlive(result);
        source.Release();
        return result;
    }

    private static void Typed<T>(TensorImpl x, Slab slab, TensorImpl result, bool largest) where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < slab.Outer; outer++)
        {
            for (long inner = 0; inner < slab.Inner; inner++)
            {
                var line = x.Data<T>() + outer * slab.Length * slab.Inner + inner;
                result.Data<long>()[outer * slab.Inner + inner] = Find(line, slab.Length, slab.Inner, largest);
            }
        }
        GC.KeepAlive(x);
    }

    private static long Find<T>(T* line, long length, long step, bool largest) where T : unmanaged, INumber<T>
    {
        long found = 0;
        for (long i = 0; i < length; i++)
        {
            var value = line[i * step];
            if (T.IsNaN(value)) return i;
            if (largest ? value > line[found * step] : value < line[found * step]) found = i;
        }
        return found;
    }
}
