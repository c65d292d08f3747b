using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>An activation applied to a tensor by itself: one pass that also writes what backward needs.</summary>
internal static unsafe class Activation<TOp> where TOp : struct, ISlope
{
    /// <summary>Whole numbers are converted to floating ones first.</summary>
    internal static Tensor Of(Tensor x)
    {
        if (!Graph.Records(x)) return new Tensor(Map.Floating(x.Impl, default(ValueOnly)));
        var (result, kept) = default(TOp).FromValue ? Value(x.Impl) : ValueAndDerivative(x.Impl);
        result.SetProducer(new SlopeNode<TOp>(x.Impl, kept));
        return new Tensor(result);
    }

    private static (TensorImpl Result, TensorImpl Kept) Value(TensorImpl x)
    {
        var result = Map.Unary(x, default(ValueOnly));
        return (result, result.Sibling());
    }

    private static (TensorImpl Result, TensorImpl Kept) ValueAndDerivative(TensorImpl x)
    {
        var source = Copies.Contiguous(x);
        var result = TensorImpl.Empty(source.Layout, source.Type);
        var derivative = TensorImpl.Empty(source.Layout, source.Type);
        if (source.Type == ScalarType.Float32) Run<float>(source, result, derivative);
        else Run<double>(source, result, derivative);
        GC.KeepAlive(result);
        GC.KeepAlive(derivative);
        source.Release();
        return (result, derivative);
    }

    private static void Run<T>(TensorImpl x, TensorImpl y, TensorImpl d) where T : unmanaged, INumber<T>
    {
        var job = new Job<T> { X = x.Data<T>(), Y = y.Data<T>(), D = d.Data<T>(), Count = x.Count };
        Workers.Run(ref job, Blocks.Count(x.Count));
    }

    private struct Job<T> : IParts where T : unmanaged, INumber<T>
    {
        internal T* X;
        internal T* Y;
        internal T* D;
        internal long Count;

        public readonly void Run(int part)
        {
            var (start, length) = Blocks.Range(part, Count);
            Line(X + start, Y + start, D + start, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line<T>(T* x, T* y, T* d, int count) where T : unmanaged, INumber<T>
    {
        var i = 0;
        for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            default(TOp).Value(Vector512.Load(x + i), out var slope).Store(y + i);
            slope.Store(d + i);
        }
        if (i == count) return;
        var left = count - i;
        Tail.Store(default(TOp).Value(Tail.Load(x + i, left), out var last), y + i, left);
        Tail.Store(last, d + i, left);
    }

    private readonly struct ValueOnly : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => default(TOp).Value(x, out _);
    }
}
