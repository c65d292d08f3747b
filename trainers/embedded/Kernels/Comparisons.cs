using System.Numerics;
using System.Runtime.Intrinsics;
using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>Elementwise questions, answered in bool tensors, and choices made by them.</summary>
internal static unsafe class Comparisons
{
    internal static TensorImpl Apply<TOp>(TensorImpl a, TensorImpl b, TOp op) where TOp : struct, ICompare
    {
        var type = ScalarTypes.Promote(a, b);
        var result = TensorImpl.Empty(Walk.Broadcast(a.Layout, b.Layout), ScalarType.Bool);
        var (x, y) = (Copies.To(a, type), Copies.To(b, type));
        switch (type)
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
        return result;
    }

    /// <summary>x where the condition holds, y elsewhere.</summary>
    internal static TensorImpl Where(TensorImpl condition, TensorImpl x, TensorImpl y)
    {
        var type = ScalarTypes.Promote(x, y);
        var layout = Walk.Broadcast(condition.Layout, Walk.Broadcast(x.Layout, y.Layout));
        var result = TensorImpl.Empty(layout, type);
        var (c, a, b) = (Copies.To(condition, ScalarType.Bool), Copies.To(x, type), Copies.To(y, type));
        switch (type.Size())
        {
            case 8: Choose<long>(c, a, b, result); break;
            case 4: Choose<int>(c, a, b, result); break;
            default: Choose<byte>(c, a, b, result); break;
        }
        GC.KeepAlive(result);
        c.Release();
        a.Release();
        b.Release();
        return result;
    }

    private static void Typed<T, TOp>(TensorImpl x, TensorImpl y, TensorImpl result, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, ICompare => PairJob<T, byte, Compared<T, TOp>>.Run(x, y, result, new(op));

    private static void Choose<T>(TensorImpl condition, TensorImpl x, TensorImpl y, TensorImpl result) where T : unmanaged
    {
        var job = new Choice<T>
        {
            Walk = Walk.Over(result.Layout.Sizes, x, y, condition),
            Condition = condition.Data<byte>(),
            X = x.Data<T>(),
            Y = y.Data<T>(),
            Z = result.Data<T>(),
            Count = result.Count,
        };
        Workers.Run(ref job, Blocks.Count(result.Count));
    }

    private readonly struct Compared<T, TOp>(TOp op) : IPairLine<T, byte> where T : unmanaged, INumber<T> where TOp : struct, ICompare
    {
        public void Run(T* x, long stepX, T* y, long stepY, byte* z, int count)
        {
            for (var i = 0; i < count; i += Vector512<T>.Count)
            {
                var n = Math.Min(Vector512<T>.Count, count - i);
                var bits = op.Apply(Some(x + i * stepX, stepX, n), Some(y + i * stepY, stepY, n)).ExtractMostSignificantBits();
                for (var lane = 0; lane < n; lane++) z[i + lane] = (byte)((bits >> lane) & 1);
            }
        }

        private static Vector512<T> Some(T* from, long step, int count) =>
            step == 1 && count == Vector512<T>.Count ? Vector512.Load(from) : Strided.Load(from, step, count);
    }

    private struct Choice<T> : IParts where T : unmanaged
    {
        internal Walk Walk;
        internal byte* Condition;
        internal T* X;
        internal T* Y;
        internal T* Z;
        internal long Count;

        public readonly void Run(int part)
        {
            var (start, left) = Blocks.Range(part, Count);
            var last = Walk.Rank - 1;
            var (stepX, stepY, stepC) = (Walk.StridesA[last], Walk.StridesB[last], Walk.StridesC[last]);
            while (left > 0)
            {
                var place = Walk.At(start);
                var run = (int)Math.Min(left, Walk.Inner - place.Inner);
                for (long i = 0; i < run; i++)
                    Z[start + i] = Condition[place.C + i * stepC] != 0 ? X[place.A + i * stepX] : Y[place.B + i * stepY];
                start += run;
                left -= run;
            }
        }
    }
}
