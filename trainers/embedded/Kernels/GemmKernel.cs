using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// The innermost loop of matrix multiplication: a tile of C, 12 rows of two vectors, in 24 registers. Each step takes
/// 12 numbers of A and two vectors of B. Nothing else may happen in this method: an edge path or stack memory makes the compiler keep the tile in memory.
/// </summary>
internal static unsafe class GemmKernel
{
    internal const int Rows = 12;

    /// <summary>C (+)= A B for a packed panel of A, [depth][12], and one of B, [depth][two vectors].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Tile<T>(int depth, T* a, T* b, T* c, long stride, bool add) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Tile512(depth, a, b, c, stride, add);
        else GemmKernel256.Tile(depth, a, b, c, stride, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile512<T>(int depth, T* a, T* b, T* c, long stride, bool add) where T : unmanaged
    {
        Vector512<T> c00 = Vector512<T>.Zero, c01 = Vector512<T>.Zero;
        Vector512<T> c10 = Vector512<T>.Zero, c11 = Vector512<T>.Zero;
        Vector512<T> c20 = Vector512<T>.Zero, c21 = Vector512<T>.Zero;
        Vector512<T> c30 = Vector512<T>.Zero, c31 = Vector512<T>.Zero;
        Vector512<T> c40 = Vector512<T>.Zero, c41 = Vector512<T>.Zero;
        Vector512<T> c50 = Vector512<T>.Zero, c51 = Vector512<T>.Zero;
        Vector512<T> c60 = Vector512<T>.Zero, c61 = Vector512<T>.Zero;
        Vector512<T> c70 = Vector512<T>.Zero, c71 = Vector512<T>.Zero;
        Vector512<T> c80 = Vector512<T>.Zero, c81 = Vector512<T>.Zero;
        Vector512<T> c90 = Vector512<T>.Zero, c91 = Vector512<T>.Zero;
        Vector512<T> c100 = Vector512<T>.Zero, c101 = Vector512<T>.Zero;
        Vector512<T> c110 = Vector512<T>.Zero, c111 = Vector512<T>.Zero;
        do
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(a[0]);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            x = Vector512.Create(a[1]);
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            x = Vector512.Create(a[2]);
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            x = Vector512.Create(a[3]);
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            x = Vector512.Create(a[4]);
            c40 = Fma(x, b0, c40);
            c41 = Fma(x, b1, c41);
            x = Vector512.Create(a[5]);
            c50 = Fma(x, b0, c50);
            c51 = Fma(x, b1, c51);
            x = Vector512.Create(a[6]);
            c60 = Fma(x, b0, c60);
            c61 = Fma(x, b1, c61);
            x = Vector512.Create(a[7]);
            c70 = Fma(x, b0, c70);
            c71 = Fma(x, b1, c71);
            x = Vector512.Create(a[8]);
            c80 = Fma(x, b0, c80);
            c81 = Fma(x, b1, c81);
            x = Vector512.Create(a[9]);
            c90 = Fma(x, b0, c90);
            c91 = Fma(x, b1, c91);
            x = Vector512.Create(a[10]);
            c100 = Fma(x, b0, c100);
            c101 = Fma(x, b1, c101);
            x = Vector512.Create(a[11]);
            c110 = Fma(x, b0, c110);
            c111 = Fma(x, b1, c111);
            a += Rows;
            b += 2 * Vector512<T>.Count;
        }
        while (--depth > 0);
        if (add)
        {
            c00 += Vector512.Load(c);
            c01 += Vector512.Load(c + Vector512<T>.Count);
            c10 += Vector512.Load(c + stride);
            c11 += Vector512.Load(c + stride + Vector512<T>.Count);
            c20 += Vector512.Load(c + 2 * stride);
            c21 += Vector512.Load(c + 2 * stride + Vector512<T>.Count);
            c30 += Vector512.Load(c + 3 * stride);
            c31 += Vector512.Load(c + 3 * stride + Vector512<T>.Count);
            c40 += Vector512.Load(c + 4 * stride);
            c41 += Vector512.Load(c + 4 * stride + Vector512<T>.Count);
            c50 += Vector512.Load(c + 5 * stride);
            c51 += Vector512.Load(c + 5 * stride + Vector512<T>.Count);
            c60 += Vector512.Load(c + 6 * stride);
            c61 += Vector512.Load(c + 6 * stride + Vector512<T>.Count);
            c70 += Vector512.Load(c + 7 * stride);
            c71 += Vector512.Load(c + 7 * stride + Vector512<T>.Count);
            c80 += Vector512.Load(c + 8 * stride);
            c81 += Vector512.Load(c + 8 * stride + Vector512<T>.Count);
            c90 += Vector512.Load(c + 9 * stride);
            c91 += Vector512.Load(c + 9 * stride + Vector512<T>.Count);
            c100 += Vector512.Load(c + 10 * stride);
            c101 += Vector512.Load(c + 10 * stride + Vector512<T>.Count);
            c110 += Vector512.Load(c + 11 * stride);
            c111 += Vector512.Load(c + 11 * stride + Vector512<T>.Count);
        }
        c00.Store(c);
        c01.Store(c + Vector512<T>.Count);
        c10.Store(c + stride);
        c11.Store(c + stride + Vector512<T>.Count);
        c20.Store(c + 2 * stride);
        c21.Store(c + 2 * stride + Vector512<T>.Count);
        c30.Store(c + 3 * stride);
        c31.Store(c + 3 * stride + Vector512<T>.Count);
        c40.Store(c + 4 * stride);
        c41.Store(c + 4 * stride + Vector512<T>.Count);
        c50.Store(c + 5 * stride);
        c51.Store(c + 5 * stride + Vector512<T>.Count);
        c60.Store(c + 6 * stride);
        c61.Store(c + 6 * stride + Vector512<T>.Count);
        c70.Store(c + 7 * stride);
        c71.Store(c + 7 * stride + Vector512<T>.Count);
        c80.Store(c + 8 * stride);
        c81.Store(c + 8 * stride + Vector512<T>.Count);
        c90.Store(c + 9 * stride);
        c91.Store(c + 9 * stride + Vector512<T>.Count);
        c100.Store(c + 10 * stride);
        c101.Store(c + 10 * stride + Vector512<T>.Count);
        c110.Store(c + 11 * stride);
        c111.Store(c + 11 * stride + Vector512<T>.Count);
    }

    internal static int Columns<T>() where T : unmanaged => 2 * Vector512<T>.Count;

    /// <summary>A tile that sticks out over the edge of C: computed whole beside it, and the part inside copied.</summary>
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    internal static void Edge<T>(int depth, T* a, T* b, T* c, long stride, bool add, int rows, int columns) where T : unmanaged, INumber<T>
    {
        var narrow = Vector512.IsHardwareAccelerated && columns <= Vector512<T>.Count;
        var width = narrow ? Vector512<T>.Count : Columns<T>();
        var tile = stackalloc T[Rows * Columns<T>()];
        if (narrow) Narrow(depth, a, b, tile);
        else Tile(depth, a, b, tile, width, add: false);
        for (var i = 0; i < rows; i++, c += stride, tile += width)
        {
            if (add) for (var j = 0; j < columns; j++) c[j] += tile[j];
            else for (var j = 0; j < columns; j++) c[j] = tile[j];
        }
    }

    /// <summary>The left half of a tile, for results of few columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T>(int depth, T* a, T* b, T* tile) where T : unmanaged
    {
        Vector512<T> c0 = Vector512<T>.Zero, c1 = Vector512<T>.Zero, c2 = Vector512<T>.Zero, c3 = Vector512<T>.Zero, c4 = Vector512<T>.Zero, c5 = Vector512<T>.Zero;
        Vector512<T> c6 = Vector512<T>.Zero, c7 = Vector512<T>.Zero, c8 = Vector512<T>.Zero, c9 = Vector512<T>.Zero, c10 = Vector512<T>.Zero, c11 = Vector512<T>.Zero;
        do
        {
            var b0 = Vector512.Load(b);
            c0 = Fma(Vector512.Create(a[0]), b0, c0);
            c1 = Fma(Vector512.Create(a[1]), b0, c1);
            c2 = Fma(Vector512.Create(a[2]), b0, c2);
            c3 = Fma(Vector512.Create(a[3]), b0, c3);
            c4 = Fma(Vector512.Create(a[4]), b0, c4);
            c5 = Fma(Vector512.Create(a[5]), b0, c5);
            c6 = Fma(Vector512.Create(a[6]), b0, c6);
            c7 = Fma(Vector512.Create(a[7]), b0, c7);
            c8 = Fma(Vector512.Create(a[8]), b0, c8);
            c9 = Fma(Vector512.Create(a[9]), b0, c9);
            c10 = Fma(Vector512.Create(a[10]), b0, c10);
            c11 = Fma(Vector512.Create(a[11]), b0, c11);
            a += Rows;
            b += 2 * Vector512<T>.Count;
        }
        while (--depth > 0);
        c0.Store(tile);
        c1.Store(tile + Vector512<T>.Count);
        c2.Store(tile + 2 * Vector512<T>.Count);
        c3.Store(tile + 3 * Vector512<T>.Count);
        c4.Store(tile + 4 * Vector512<T>.Count);
        c5.Store(tile + 5 * Vector512<T>.Count);
        c6.Store(tile + 6 * Vector512<T>.Count);
        c7.Store(tile + 7 * Vector512<T>.Count);
        c8.Store(tile + 8 * Vector512<T>.Count);
        c9.Store(tile + 9 * Vector512<T>.Count);
        c10.Store(tile + 10 * Vector512<T>.Count);
        c11.Store(tile + 11 * Vector512<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Fma<T>(Vector512<T> x, Vector512<T> y, Vector512<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector512.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();
}
