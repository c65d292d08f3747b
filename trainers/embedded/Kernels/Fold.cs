using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ScalarType = TorchSharp.torch.ScalarType;

namespace TorchSharp.Embedded;

/// <summary>
/// Sums, products and extremes along dimensions. The elements of one result are cut into blocks of fixed length, and the
/// blocks' results are joined pairwise in order: the same bits whatever the number of threads, and a small rounding error.
/// </summary>
internal static unsafe class Fold
{
    private const int BlockLength = 8192;

    /// <summary>Shorter along a line, where a block's own additions follow one another.</summary>
    private const int LineLength = 2048;

    /// <summary>Folds the middle of [outer, length, inner] away; the result has shape [outer, inner], given as <paramref name="sizes"/>.</summary>
    internal static TensorImpl Apply<TOp>(TensorImpl x, Slab slab, ReadOnlySpan<long> sizes, TOp op) where TOp : struct, IFold
    {
        var result = TensorImpl.Empty(sizes, x.Type);
        switch (x.Type)
        {
            case ScalarType.Float32: Typed<float, TOp>(x, slab, result, op); break;
            case ScalarType.Float64: Typed<double, TOp>(x, slab, result, op); break;
            case ScalarType.Int64: Typed<long, TOp>(x, slab, result, op); break;
            case ScalarType.Int32: Typed<int, TOp>(x, slab, result, op); break;
            default: Typed<byte, TOp>(x, slab, result, op); break;
        }
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Typed<T, TOp>(TensorImpl x, Slab slab, TensorImpl result, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IFold
    {
        if (result.Count == 0) return;
        if (slab.Length == 0)
        {
            new Span<T>(result.Data<T>(), checked((int)result.Count)).Fill(op.Identity<T>());
            return;
        }
        // A block holds whole rows of the inner dimension, so that every block is about BlockLength elements.
        var rows = slab.Inner == 1 ? LineLength : Math.Max(1, BlockLength / slab.Inner);
        var blocks = (slab.Length + rows - 1) / rows;
        var job = new Job<T, TOp> { X = x.Data<T>(), Slab = slab, Rows = rows, Blocks = blocks, Op = op };
        job.OuterPerPart = Math.Max(1, BlockLength / Math.Max(1, Math.Min(rows, slab.Length) * slab.Inner));
        if (blocks == 1)
        {
            job.Partial = result.Data<T>();
            Workers.Run(ref job, job.Parts);
            return;
        }
        var partial = TensorImpl.Empty([slab.Outer, blocks, slab.Inner], x.Type);
        job.Partial = partial.Data<T>();
        Workers.Run(ref job, job.Parts);
        for (long o = 0; o < slab.Outer; o++)
            Join(job.Partial + o * blocks * slab.Inner, blocks, slab.Inner, result.Data<T>() + o * slab.Inner, op);
        GC.KeepAlive(partial);
        partial.Release();
    }

    /// <summary>Pairwise, in place, in order.</summary>
    private static void Join<T, TOp>(T* rows, long count, long inner, T* result, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IFold
    {
        for (; count > 1; count = (count + 1) / 2)
        {
            for (long i = 0; i < count / 2; i++)
                Combine(rows + 2 * i * inner, rows + (2 * i + 1) * inner, rows + i * inner, inner, op);
            if (count % 2 == 1)
                Buffer.MemoryCopy(rows + (count - 1) * inner, rows + count / 2 * inner, inner * sizeof(T), inner * sizeof(T));
        }
        Buffer.MemoryCopy(rows, result, inner * sizeof(T), inner * sizeof(T));
    }

    private static void Combine<T, TOp>(T* a, T* b, T* result, long count, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IFold
    {
        long i = 0;
        for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count)
            op.Join(Vector512.Load(a + i), Vector512.Load(b + i)).Store(result + i);
        if (i == count) return;
        var left = (int)(count - i);
        Tail.Store(op.Join(Tail.Load(a + i, left), Tail.Load(b + i, left)), result + i, left);
    }

    private struct Job<T, TOp> : IParts where T : unmanaged, INumber<T> where TOp : struct, IFold
    {
        internal T* X;
        internal T* Partial;
        internal Slab Slab;
        internal long Rows;
        internal long Blocks;
        internal long OuterPerPart;
        internal TOp Op;

        internal readonly int Parts =>
            checked((int)(Blocks > 1 ? Slab.Outer * Blocks : (Slab.Outer + OuterPerPart - 1) / OuterPerPart));

        public readonly void Run(int part)
        {
            if (Blocks > 1)
            {
                Block(part / Blocks, part % Blocks);
                return;
            }
            var last = Math.Min(Slab.Outer, (part + 1) * OuterPerPart);
            for (var outer = part * OuterPerPart; outer < last; outer++) Block(outer, 0);
        }

        private readonly void Block(long outer, long block)
        {
            var first = block * Rows;
            var rows = Math.Min(Rows, Slab.Length - first);
            var source = X + (outer * Slab.Length + first) * Slab.Inner;
            var target = Partial + (outer * Blocks + block) * Slab.Inner;
            if (Slab.Inner == 1) *target = Line(source, rows, Op);
            else Columns(source, rows, Slab.Inner, target, Op);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Line<T, TOp>(T* x, long count, TOp op) where T : unmanaged, INumber<T> where TOp : struct, IFold
    {
        var width = Vector512<T>.Count;
        var identity = Vector512.Create(op.Identity<T>());
        Vector512<T> a = identity, b = identity, c = identity, d = identity;
        long i = 0;
        for (; i <= count - 4 * width; i += 4 * width)
        {
            a = op.Join(a, op.Lift(Vector512.Load(x + i)));
            b = op.Join(b, op.Lift(Vector512.Load(x + i + width)));
            c = op.Join(c, op.Lift(Vector512.Load(x + i + 2 * width)));
            d = op.Join(d, op.Lift(Vector512.Load(x + i + 3 * width)));
        }
        for (; i <= count - width; i += width) a = op.Join(a, op.Lift(Vector512.Load(x + i)));
        a = op.Join(op.Join(a, b), op.Join(c, d));
        var lanes = (T*)&a;
        var sum = lanes[0];
        for (var lane = 1; lane < width; lane++) sum = op.Join(sum, lanes[lane]);
        for (; i < count; i++) sum = op.Join(sum, op.Lift(x[i]));
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Columns<T, TOp>(T* x, long rows, long inner, T* result, TOp op)
        where T : unmanaged, INumber<T> where TOp : struct, IFold
    {
        var width = Vector512<T>.Count;
        long j = 0;
        for (; j <= inner - 2 * width; j += 2 * width)
        {
            Vector512<T> a = op.Lift(Vector512.Load(x + j)), b = op.Lift(Vector512.Load(x + j + width));
            for (long r = 1; r < rows; r++)
            {
                a = op.Join(a, op.Lift(Vector512.Load(x + r * inner + j)));
                b = op.Join(b, op.Lift(Vector512.Load(x + r * inner + j + width)));
            }
            a.Store(result + j);
            b.Store(result + j + width);
        }
        for (; j < inner; j++)
        {
            var sum = op.Lift(x[j]);
            for (long r = 1; r < rows; r++) sum = op.Join(sum, op.Lift(x[r * inner + j]));
            result[j] = sum;
        }
    }
}
