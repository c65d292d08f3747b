using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// The innermost loop of matrix multiplication: a tile of C, 12 rows of two vectors, in 24 registers. Each step takes
/// 12 numbers of A, read where they lie, and two vectors of B. Nothing else may happen in this method: an edge path or
/// stack memory makes the compiler keep the tile in memory.
/// </summary>
internal static unsafe class GemmKernel
{
    internal const int Rows = 12;

    /// <summary>
    /// C (+)= A B for 12 or 8 rows of A, element (i, k) at a[i * row + k * step], and a panel of B: for each depth two
    /// vectors, side by side, <paramref name="bStep"/> apart from those of the next depth.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Tile<T>(int rows, int depth, T* a, long row, long step, T* b, long bStep, T* c, long stride, bool add) where T : unmanaged
    {
        if (rows == GemmKernel8.Rows) GemmKernel8.Tile(depth, a, row, step, b, bStep, c, stride, add);
        else if (Vector512.IsHardwareAccelerated) Tile512(depth, a, row, step, b, bStep, c, stride, add);
        else GemmKernel256.Tile(depth, a, row, step, b, bStep, c, stride, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile512<T>(int depth, T* a0, long row, long step, T* b, long bStep, T* c, long stride, bool add) where T : unmanaged
    {
        var row2 = 2 * row;
        T* a3 = a0 + 3 * row, a6 = a0 + 6 * row, a9 = a0 + 9 * row;
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
            var x = Vector512.Create(*a0);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            x = Vector512.Create(a0[row]);
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            x = Vector512.Create(a0[row2]);
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            x = Vector512.Create(*a3);
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            x = Vector512.Create(a3[row]);
            c40 = Fma(x, b0, c40);
            c41 = Fma(x, b1, c41);
            x = Vector512.Create(a3[row2]);
            c50 = Fma(x, b0, c50);
            c51 = Fma(x, b1, c51);
            x = Vector512.Create(*a6);
            c60 = Fma(x, b0, c60);
            c61 = Fma(x, b1, c61);
            x = Vector512.Create(a6[row]);
            c70 = Fma(x, b0, c70);
            c71 = Fma(x, b1, c71);
            x = Vector512.Create(a6[row2]);
            c80 = Fma(x, b0, c80);
            c81 = Fma(x, b1, c81);
            x = Vector512.Create(*a9);
            c90 = Fma(x, b0, c90);
            c91 = Fma(x, b1, c91);
            x = Vector512.Create(a9[row]);
            c100 = Fma(x, b0, c100);
            c101 = Fma(x, b1, c101);
            x = Vector512.Create(a9[row2]);
            c110 = Fma(x, b0, c110);
            c111 = Fma(x, b1, c111);
            a0 += step;
            a3 += step;
            a6 += step;
            a9 += step;
            b += bStep;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<T> Fma<T>(Vector512<T> x, Vector512<T> y, Vector512<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector512.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();
}
