using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>
/// y = x s(x), s the logistic function. The forward pass writes the derivative s + y (1 - s) beside y, so that backward is
/// one multiplication, done in the memory of the incoming gradient when nobody else sees it.
/// </summary>
internal sealed unsafe class SwishNode : Node
{
    private const int Input = 0;
    private const int Derivative = 1;

    private SwishNode(Tensor x, TensorImpl derivative) : base(1)
    {
        Connect(0, x.Impl);
        Save(Input, x.Impl);
        SaveOwned(Derivative, derivative);
    }

    internal static Tensor Forward(Tensor x)
    {
        if (!x.dtype.IsFloating()) return Forward(x.to_type(get_default_dtype()));
        if (!Graph.Records(x)) return new Tensor(Map.Unary(x.Impl, default(Swish)));
        var source = Copies.Contiguous(x.Impl);
        var result = TensorImpl.Empty(source.Layout, source.Type);
        var derivative = TensorImpl.Empty(source.Layout, source.Type);
        if (source.Type == ScalarType.Float32) Run<float>(source, result, derivative);
        else Run<double>(source, result, derivative);
        GC.KeepAlive(result);
        GC.KeepAlive(derivative);
        source.Release();
        result.SetProducer(new SwishNode(x, derivative));
        return new Tensor(result);
    }

    internal override void Backward(Tensor gradient, Backprop run)
    {
        if (Next(0) is not { } edge || !run.Wants(edge)) return;
        if (run.CreateGraph)
        {
            using var scope = NewDisposeScope();
            var x = new Tensor(SavedImpl(Input).Retain());
            var s = x.sigmoid();
            run.Give(edge, (gradient * (s * (1 + x * (1 - s)))).DetachFromDisposeScope());
            return;
        }
        var derivative = SavedImpl(Derivative);
        var target = gradient.Impl.IsUnshared && gradient.Impl.Layout.IsContiguous
            ? gradient.Impl.Retain()
            : TensorImpl.Empty(derivative.Layout, derivative.Type);
        MapTwo.Into(gradient.Impl, derivative, target, default(Multiply));
        run.Give(edge, new Tensor(target, register: false));
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
            var value = Vector512.Load(x + i);
            var s = default(Logistic).Apply(value);
            var product = value * s;
            product.Store(y + i);
            (s + product * (Vector512<T>.One - s)).Store(d + i);
        }
        if (i == count) return;
        var left = count - i;
        var last = Tail.Load(x + i, left);
        var lastS = default(Logistic).Apply(last);
        Tail.Store(last * lastS, y + i, left);
        Tail.Store(lastS + last * lastS * (Vector512<T>.One - lastS), d + i, left);
    }
}
