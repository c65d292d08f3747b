using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>A function whose derivative is had almost for nothing together with its value.</summary>
internal interface ISlope
{
    Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>;

    /// <summary>The derivative by recorded operations, for second derivatives.</summary>
    Tensor Slope(Tensor x);
}

/// <summary>An elementwise function that kept its derivative. What made its gradient may multiply with it on the way and go past this node.</summary>
internal abstract class SlopeNode() : Node(1)
{
    protected const int Input = 0;
    protected const int Derivative = 1;

    internal TensorImpl KeptDerivative => SavedImpl(Derivative);
}

/// <summary>
/// An activation whose forward pass writes the derivative beside the value, so that backward is one multiplication: done
/// by the product the gradient comes from, or in the memory of the incoming gradient when nobody else sees it.
/// </summary>
internal sealed unsafe class SlopeNode<TOp> : SlopeNode where TOp : struct, ISlope
{
    private SlopeNode(Tensor x, TensorImpl derivative)
    {
        Connect(0, x.Impl);
        Save(Input, x.Impl);
        SaveOwned(Derivative, derivative);
    }

    internal static Tensor Forward(Tensor x)
    {
        if (!x.dtype.IsFloating()) return Forward(x.to_type(get_default_dtype()));
        if (!Graph.Records(x)) return new Tensor(Map.Unary(x.Impl, default(ValueOnly)));
        var source = Copies.Contiguous(x.Impl);
        var result = TensorImpl.Empty(source.Layout, source.Type);
        var derivative = TensorImpl.Empty(source.Layout, source.Type);
        if (source.Type == ScalarType.Float32) Run<float>(source, result, derivative);
        else Run<double>(source, result, derivative);
        GC.KeepAlive(result);
        GC.KeepAlive(derivative);
        source.Release();
        result.SetProducer(new SlopeNode<TOp>(x, derivative));
        return new Tensor(result);
    }

    internal override void Backward(Tensor gradient, Backprop run)
    {
        if (Next(0) is not { } edge || !run.Wants(edge)) return;
        if (run.CreateGraph)
        {
            using var scope = NewDisposeScope();
            var x = new Tensor(SavedImpl(Input).Retain());
            run.Give(edge, (gradient * default(TOp).Slope(x)).DetachFromDisposeScope());
            return;
        }
        var derivative = SavedImpl(Derivative);
        if (gradient.Impl.IsUnshared && gradient.Impl.Layout.IsContiguous)
        {
            MapTwo.Into(gradient.Impl, derivative, gradient.Impl, default(Multiply));
            run.PassOn(edge, gradient);
            return;
        }
        run.Give(edge, new Tensor(MapTwo.Apply(gradient.Impl, derivative, default(Multiply)), register: false));
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
