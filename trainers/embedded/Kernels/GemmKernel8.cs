using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// The tile of <see cref="GemmKernel"/> with 8 rows: any multiple of 4 from 8 on is a sum of twelves and at most two
/// eights, so no row of a layer's usual width is computed for nothing.
/// </summary>
internal static unsafe class GemmKernel8
{
    internal const int Rows = 8;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Tile<T>(int depth, T* a0, long row, long step, T* b, long bStep, T* c, long stride, bool add) where T : unmanaged
    {
        var row2 = 2 * row;
        T* a3 = a0 + 3 * row, a6 = a0 + 6 * row;
        Vector512<T> c00 = Vector512<T>.Zero, c01 = Vector512<T>.Zero;
        Vector512<T> c10 = Vector512<T>.Zero, c11 = Vector512<T>.Zero;
        Vector512<T> c20 = Vector512<T>.Zero, c21 = Vector512<T>.Zero;
        Vector512<T> c30 = Vector512<T>.Zero, c31 = Vector512<T>.Zero;
        Vector512<T> c40 = Vector512<T>.Zero, c41 = Vector512<T>.Zero;
        Vector512<T> c50 = Vector512<T>.Zero, c51 = Vector512<T>.Zero;
        Vector512<T> c60 = Vector512<T>.Zero, c61 = Vector512<T>.Zero;
        Vector512<T> c70 = Vector512<T>.Zero, c71 = Vector512<T>.Zero;
        do
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + Vector512<T>.Count);
            var x = Vector512.Create(*a0);
            c00 = GemmKernel.Fma(x, b0, c00);
            c01 = GemmKernel.Fma(x, b1, c01);
            x = Vector512.Create(a0[row]);
            c10 = GemmKernel.Fma(x, b0, c10);
            c11 = GemmKernel.Fma(x, b1, c11);
            x = Vector512.Create(a0[row2]);
            c20 = GemmKernel.Fma(x, b0, c20);
            c21 = GemmKernel.Fma(x, b1, c21);
            x = Vector512.Create(*a3);
            c30 = GemmKernel.Fma(x, b0, c30);
            c31 = GemmKernel.Fma(x, b1, c31);
            x = Vector512.Create(a3[row]);
            c40 = GemmKernel.Fma(x, b0, c40);
            c41 = GemmKernel.Fma(x, b1, c41);
            x = Vector512.Create(a3[row2]);
            c50 = GemmKernel.Fma(x, b0, c50);
            c51 = GemmKernel.Fma(x, b1, c51);
            x = Vector512.Create(*a6);
            c60 = GemmKernel.Fma(x, b0, c60);
            c61 = GemmKernel.Fma(x, b1, c61);
            x = Vector512.Create(a6[row]);
            c70 = GemmKernel.Fma(x, b0, c70);
            c71 = GemmKernel.Fma(x, b1, c71);
            a0 += step;
            a3 += step;
            a6 += step;
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
    }
}
