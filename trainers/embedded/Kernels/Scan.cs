using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Running sums along a dimension.</summary>
internal static unsafe class Scan
{
    internal static TensorImpl Sum(TensorImpl x, long dim)
    {
        var d = x.Layout.Dimension(dim);
        var result = Copies.Clone(x);
        if (x.Layout.Rank == 0) return result;
        var slab = new Slab(Layout.Product(x.Layout.Sizes.AsSpan(0, d)), x.Layout.Sizes[d], Layout.Product(x.Layout.Sizes.AsSpan(d + 1)));
        switch (x.Type)
        {
            case ScalarType.Float32: Typed<float>(result, slab); break;
            case ScalarType.Float64: Typed<double>(result, slab); break;
            case ScalarType.Int64: Typed<long>(result, slab); break;
            default: throw ScalarTypes.Unknown(x.Type);
        }
        return result;
    }

    private static void Typed<T>(TensorImpl x, Slab slab) where T : unmanaged, INumber<T>
    {
        for (long outer = 0; outer < slab.Outer; outer++)
        {
            var block = x.Data<T>() + outer * slab.Length * slab.Inner;
            for (var i = slab.Inner; i < slab.Length * slab.Inner; i++) block[i] += block[i - slab.Inner];
        }
        GC.KeepAlive(x);
    }
}
