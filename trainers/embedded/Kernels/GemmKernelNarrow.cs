using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// The tile of <see cref="GemmKernel"/> one vector wide: for results of few columns, and, with rows and columns in each
/// other's place, for those of few rows.
/// </summary>
internal static unsafe class GemmKernelNarrow
{
    /// <summary>
    /// Twelve rows of A, element (i, k) at a[i * row + k * step], times one vector of B a depth, <paramref name="bStep"/>
    /// apart. The tile's rows are written side by side.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Tile<T>(int depth, T* a0, long row, long step, T* b, long bStep, T* tile) where T : unmanaged
    {
        var row2 = 2 * row;
        T* a3 = a0 + 3 * row, a6 = a0 + 6 * row, a9 = a0 + 9 * row;
        Vector512<T> c0 = Vector512<T>.Zero, c1 = Vector512<T>.Zero, c2 = Vector512<T>.Zero, c3 = Vector512<T>.Zero, c4 = Vector512<T>.Zero, c5 = Vector512<T>.Zero;
        Vector512<T> c6 = Vector512<T>.Zero, c7 = Vector512<T>.Zero, c8 = Vector512<T>.Zero, c9 = Vector512<T>.Zero, c10 = Vector512<T>.Zero, c11 = Vector512<T>.Zero;
        do
        {
            var b0 = Vector512.Load(b);
            c0 = GemmKernel.Fma(Vector512.Create(*a0), b0, c0);
            c1 = GemmKernel.Fma(Vector512.Create(a0[row]), b0, c1);
            c2 = GemmKernel.Fma(Vector512.Create(a0[row2]), b0, c2);
            c3 = GemmKernel.Fma(Vector512.Create(*a3), b0, c3);
            c4 = GemmKernel.Fma(Vector512.Create(a3[row]), b0, c4);
            c5 = GemmKernel.Fma(Vector512.Create(a3[row2]), b0, c5);
            c6 = GemmKernel.Fma(Vector512.Create(*a6), b0, c6);
            c7 = GemmKernel.Fma(Vector512.Create(a6[row]), b0, c7);
            c8 = GemmKernel.Fma(Vector512.Create(a6[row2]), b0, c8);
            c9 = GemmKernel.Fma(Vector512.Create(*a9), b0, c9);
            c10 = GemmKernel.Fma(Vector512.Create(a9[row]), b0, c10);
            c11 = GemmKernel.Fma(Vector512.Create(a9[row2]), b0, c11);
            a0 += step;
            a3 += step;
            a6 += step;
            a9 += step;
            b += bStep;
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
}
