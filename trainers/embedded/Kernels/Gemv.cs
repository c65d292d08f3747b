using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Products with only a few rows of A: packing B would cost more than multiplying, so it is read where it lies.</summary>
internal static unsafe class Gemv
{
    private const long MostRows = 4;

    internal static bool Takes<T>(long m, Matrix<T> a, Matrix<T> b) where T : unmanaged =>
        m <= MostRows && a.Column == 1 && (b.Row == 1 || b.Column == 1);

    internal static void Run<T, TEpilogue>(long m, long n, long k, Matrix<T> a, Matrix<T> b, T* c, long stride, bool add, TEpilogue epilogue)
        where T : unmanaged, INumber<T> where TEpilogue : struct, IEpilogue<T>
    {
        for (long i = 0; i < m; i++)
        {
            var target = c + i * stride;
            if (b.Row == 1) Dots(n, k, a.Data + i * a.Row, b, target, add);
            else Rows(n, k, a.Data + i * a.Row, b, target, add);
        }
        epilogue.Finish(c, stride, 0, (int)m, 0, checked((int)n));
    }

    /// <summary>B lies by columns: each result is the scalar product of two runs of memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<T>(long n, long k, T* a, Matrix<T> b, T* c, bool add) where T : unmanaged, INumber<T>
    {
        var width = Vector512<T>.Count;
        for (long j = 0; j < n; j++)
        {
            var column = b.Data + j * b.Column;
            Vector512<T> even = Vector512<T>.Zero, odd = Vector512<T>.Zero;
            long p = 0;
            for (; p <= k - 2 * width; p += 2 * width)
            {
                even += Vector512.Load(a + p) * Vector512.Load(column + p);
                odd += Vector512.Load(a + p + width) * Vector512.Load(column + p + width);
            }
            var sum = Vector512.Sum(even + odd);
            for (; p < k; p++) sum += a[p] * column[p];
            c[j] = add ? c[j] + sum : sum;
        }
    }

    /// <summary>B lies by rows: the result is a weighted sum of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T>(long n, long k, T* a, Matrix<T> b, T* c, bool add) where T : unmanaged, INumber<T>
    {
        var width = Vector512<T>.Count;
        if (!add) new Span<T>(c, checked((int)n)).Clear();
        for (long p = 0; p < k; p++)
        {
            var row = b.Data + p * b.Row;
            var weight = Vector512.Create(a[p]);
            long j = 0;
            for (; j <= n - width; j += width) (Vector512.Load(c + j) + weight * Vector512.Load(row + j)).Store(c + j);
            for (; j < n; j++) c[j] += a[p] * row[j];
        }
    }
}
