using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>Matrix products of tensors: any strides, broadcast batches.</summary>
internal static unsafe class Products
{
    /// <summary>[m, k] times [k, n].</summary>
    internal static TensorImpl Matrices(TensorImpl a, TensorImpl b)
    {
        if (a.Layout.Rank != 2 || b.Layout.Rank != 2 || a.Layout.Sizes[1] != b.Layout.Sizes[0])
            throw new ArgumentException($"Matrices of shapes {a.Layout} and {b.Layout} cannot be multiplied.");
        var result = TensorImpl.Empty([a.Layout.Sizes[0], b.Layout.Sizes[1]], Common(a, b));
        Into(a, b, result, add: false);
        return result;
    }

    /// <summary>result (+)= a b, the result row-major.</summary>
    internal static void Into(TensorImpl a, TensorImpl b, TensorImpl result, bool add)
    {
        switch (result.Type)
        {
            case ScalarType.Float32: Typed<float>(a, b, result, add); break;
            case ScalarType.Float64: Typed<double>(a, b, result, add); break;
            default: throw new NotSupportedException($"Matrix products of {result.Type} are not part of the embedded TorchSharp: convert to float first.");
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
    }

    /// <summary>result = op(a b, kept) + other, elementwise; all three row-major and of one shape.</summary>
    internal static void IntoThrough<TOp>(TensorImpl a, TensorImpl b, TensorImpl result, TensorImpl kept, TensorImpl? other) where TOp : struct, IBinary
    {
        if (result.Type == ScalarType.Float32) Through<float, TOp>(a, b, result, kept, other);
        else Through<double, TOp>(a, b, result, kept, other);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
        GC.KeepAlive(kept);
        GC.KeepAlive(other);
    }

    /// <summary>[batch, m, k] times [batch, k, n]; either batch may be stretched (stride 0).</summary>
    internal static TensorImpl Batches(TensorImpl a, TensorImpl b)
    {
        var (x, y) = (a.Layout.Sizes, b.Layout.Sizes);
        if (x[0] != y[0] || x[2] != y[1]) throw new ArgumentException($"Batches of matrices of shapes {a.Layout} and {b.Layout} cannot be multiplied.");
        var result = TensorImpl.Empty([x[0], x[1], y[2]], Common(a, b));
        if (result.Type == ScalarType.Float32) Batched<float>(a, b, result);
        else if (result.Type == ScalarType.Float64) Batched<double>(a, b, result);
        else throw new NotSupportedException($"Matrix products of {result.Type} are not part of the embedded TorchSharp: convert to float first.");
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
        return result;
    }

    internal static Matrix<T> AsMatrix<T>(TensorImpl x) where T : unmanaged
    {
        var dims = x.Layout.Rank;
        return new Matrix<T>(x.Data<T>(), x.Layout.Strides[dims - 2], x.Layout.Strides[dims - 1]);
    }

    private static void Typed<T>(TensorImpl a, TensorImpl b, TensorImpl result, bool add) where T : unmanaged, INumber<T>
    {
        var (m, k, n) = (a.Layout.Sizes[0], a.Layout.Sizes[1], b.Layout.Sizes[1]);
        Gemm.Run(m, n, k, AsMatrix<T>(a), AsMatrix<T>(b), result.Data<T>(), n, add);
    }

    private static void Through<T, TOp>(TensorImpl a, TensorImpl b, TensorImpl result, TensorImpl kept, TensorImpl? other)
        where T : unmanaged, INumber<T> where TOp : struct, IBinary
    {
        var (m, k, n) = (a.Layout.Sizes[0], a.Layout.Sizes[1], b.Layout.Sizes[1]);
        Gemm.Run(m, n, k, AsMatrix<T>(a), AsMatrix<T>(b), result.Data<T>(), n, add: false, new GradientEpilogue<T, TOp>(kept.Data<T>(), other is null ? null : other.Data<T>(), n));
    }

    private static void Batched<T>(TensorImpl a, TensorImpl b, TensorImpl result) where T : unmanaged, INumber<T>
    {
        var job = new BatchJob<T>
        {
            A = AsMatrix<T>(a),
            B = AsMatrix<T>(b),
            C = result.Data<T>(),
            StepA = a.Layout.Strides[0],
            StepB = b.Layout.Strides[0],
            M = a.Layout.Sizes[1],
            K = a.Layout.Sizes[2],
            N = b.Layout.Sizes[2],
        };
        var batch = checked((int)a.Layout.Sizes[0]);
        // Few large products share out each one; many small ones are shared out whole.
        if (batch < 2 * Workers.Threads && job.M * job.N * job.K > 1 << 20)
        {
            for (var i = 0; i < batch; i++) job.Run(i);
        }
        else
        {
            Workers.Run(ref job, batch);
        }
    }

    private static ScalarType Common(TensorImpl a, TensorImpl b) => a.Type == b.Type
        ? a.Type
        : throw new InvalidOperationException($"Both matrices must have the same type, not {a.Type} and {b.Type}.");

    private struct BatchJob<T> : IParts where T : unmanaged, INumber<T>
    {
        internal Matrix<T> A;
        internal Matrix<T> B;
        internal T* C;
        internal long StepA;
        internal long StepB;
        internal long M;
        internal long N;
        internal long K;

        public readonly void Run(int part)
        {
            var a = new Matrix<T>(A.Data + part * StepA, A.Row, A.Column);
            var b = new Matrix<T>(B.Data + part * StepB, B.Row, B.Column);
            Gemm.Run(M, N, K, a, b, C + part * M * N, N, add: false);
        }
    }
}
