using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>Elementwise functions of one tensor.</summary>
internal static unsafe class Map
{
    /// <summary>Applies <paramref name="op"/> to every element; the result is new, contiguous and of the same type.</summary>
    internal static TensorImpl Unary<TOp>(TensorImpl x, TOp op) where TOp : struct, IUnary
    {
        var source = Copies.Contiguous(x);
        var result = TensorImpl.Empty(x.Layout, x.Type, contiguous: true);
        Run(source, result, op);
        source.Release();
        return result;
    }

    /// <summary>The same for functions that only have floating values; integers are converted first.</summary>
    internal static TensorImpl Floating<TOp>(TensorImpl x, TOp op) where TOp : struct, IUnary
    {
        if (x.Type.IsFloating()) return Unary(x, op);
        var converted = Copies.To(x, torch.get_default_dtype());
        var result = Unary(converted, op);
        converted.Release();
        return result;
    }

    /// <summary>Both tensors contiguous and of one type and size; they may be the same memory.</summary>
    internal static void Run<TOp>(TensorImpl x, TensorImpl result, TOp op) where TOp : struct, IUnary
    {
        switch (x.Type)
        {
            case ScalarType.Float32: Run<float, TOp>(x, result, op); break;
            case ScalarType.Float64: Run<double, TOp>(x, result, op); break;
            case ScalarType.Int64: Run<long, TOp>(x, result, op); break;
            case ScalarType.Int32: Run<int, TOp>(x, result, op); break;
            default: Run<byte, TOp>(x, result, op); break;
        }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
    }

    private static void Run<T, TOp>(TensorImpl x, TensorImpl result, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IUnary
    {
        var job = new Job<T, TOp> { X = x.Data<T>(), Y = result.Data<T>(), Count = x.Count, Op = op };
        Workers.Run(ref job, Blocks.Count(x.Count));
    }

    private struct Job<T, TOp> : IParts where T : unmanaged, INumber<T> where TOp : struct, IUnary
    {
        internal T* X;
        internal T* Y;
        internal long Count;
        internal TOp Op;

        public readonly void Run(int part)
        {
            var (start, length) = Blocks.Range(part, Count);
            Apply(X + start, Y + start, length, Op);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply<T, TOp>(T* x, T* y, int count, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IUnary
    {
        var i = 0;
        for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count)
            op.Apply(Vector512.Load(x + i)).Store(y + i);
        if (i < count) Tail.Store(op.Apply(Tail.Load(x + i, count - i)), y + i, count - i);
    }
}
