using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>Elementwise functions of two tensors, with broadcasting.</summary>
internal static unsafe class MapTwo
{
    /// <summary>A new tensor of the promoted type.</summary>
    internal static TensorImpl Apply<TOp>(TensorImpl a, TensorImpl b, TOp op) where TOp : struct, IBinary =>
        Apply(a, b, ScalarTypes.Promote(a, b), op);

    /// <summary>The same in floating arithmetic: whole numbers are converted first, as division and powers want.</summary>
    internal static TensorImpl Floating<TOp>(TensorImpl a, TensorImpl b, TOp op) where TOp : struct, IBinary =>
        Apply(a, b, ScalarTypes.FloatingOf(ScalarTypes.Promote(a, b)), op);

    internal static TensorImpl Apply<TOp>(TensorImpl a, TensorImpl b, ScalarType type, TOp op) where TOp : struct, IBinary
    {
        var result = TensorImpl.Empty(Walk.Broadcast(a.Layout, b.Layout), type);
        Into(a, b, result, op);
        return result;
    }

    /// <summary>Writes into <paramref name="result"/>, which is row-major, has the broadcast size and may be one of the operands.</summary>
    internal static void Into<TOp>(TensorImpl a, TensorImpl b, TensorImpl result, TOp op) where TOp : struct, IBinary
    {
        var (x, y) = (Copies.To(a, result.Type), Copies.To(b, result.Type));
        switch (result.Type)
        {
            case ScalarType.Float32: Typed<float, TOp>(x, y, result, op); break;
            case ScalarType.Float64: Typed<double, TOp>(x, y, result, op); break;
            case ScalarType.Int64: Typed<long, TOp>(x, y, result, op); break;
            case ScalarType.Int32: Typed<int, TOp>(x, y, result, op); break;
            default: Typed<byte, TOp>(x, y, result, op); break;
        }
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        GC.KeepAlive(result);
        x.Release();
        y.Release();
    }

    private static void Typed<T, TOp>(TensorImpl x, TensorImpl y, TensorImpl result, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IBinary => PairJob<T, T, Mapped<T, TOp>>.Run(x, y, result, new(op));

    private readonly struct Mapped<T, TOp>(TOp op) : IPairLine<T, T> where T : unmanaged, INumber<T> where TOp : struct, IBinary
    {
        public void Run(T* x, long stepX, T* y, long stepY, T* z, int count) => Line(x, stepX, y, stepY, z, count, op);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line<T, TOp>(T* x, long stepX, T* y, long stepY, T* z, int count, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IBinary
    {
        var width = Vector512<T>.Count;
        var i = 0;
        if (stepX == 1 && stepY == 1)
        {
            for (; i <= count - width; i += width) op.Apply(Vector512.Load(x + i), Vector512.Load(y + i)).Store(z + i);
        }
        else if (stepX == 1 && stepY == 0)
        {
            var constant = Vector512.Create(*y);
            for (; i <= count - width; i += width) op.Apply(Vector512.Load(x + i), constant).Store(z + i);
        }
        else if (stepX == 0 && stepY == 1)
        {
            var constant = Vector512.Create(*x);
            for (; i <= count - width; i += width) op.Apply(constant, Vector512.Load(y + i)).Store(z + i);
        }
        for (; i < count; i += width)
        {
            var n = Math.Min(width, count - i);
            var value = op.Apply(Strided.Load(x + i * stepX, stepX, n), Strided.Load(y + i * stepY, stepY, n));
            Tail.Store(value, z + i, n);
        }
    }
}
