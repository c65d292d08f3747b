using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>
/// The tile of <see cref="GemmKernel"/> for processors with 16 registers of 256 bits: quarter by quarter, 6 rows of two
/// vectors, from the same panels and with every element summed in the same order, so the bits are the same.
/// </summary>
internal static unsafe class GemmKernel256
{
    private const int QuarterRows = GemmKernel.Rows / 2;

    internal static void Tile<T>(int depth, T* a, long row, long step, T* b, long bStep, T* c, long stride, bool add) where T : unmanaged
    {
        var half = GemmKernel.Columns<T>() / 2;
        var lower = a + QuarterRows * row;
        Quarter(depth, a, row, step, b, bStep, c, stride, add);
        Quarter(depth, a, row, step, b + half, bStep, c + half, stride, add);
        Quarter(depth, lower, row, step, b, bStep, c + QuarterRows * stride, stride, add);
        Quarter(depth, lower, row, step, b + half, bStep, c + QuarterRows * stride + half, stride, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarter<T>(int depth, T* a0, long row, long step, T* b, long bStep, T* c, long stride, bool add) where T : unmanaged
    {
        var row2 = 2 * row;
        var a3 = a0 + 3 * row;
        Vector256<T> c00 = Vector256<T>.Zero, c01 = Vector256<T>.Zero;
        Vector256<T> c10 = Vector256<T>.Zero, c11 = Vector256<T>.Zero;
        Vector256<T> c20 = Vector256<T>.Zero, c21 = Vector256<T>.Zero;
        Vector256<T> c30 = Vector256<T>.Zero, c31 = Vector256<T>.Zero;
        Vector256<T> c40 = Vector256<T>.Zero, c41 = Vector256<T>.Zero;
        Vector256<T> c50 = Vector256<T>.Zero, c51 = Vector256<T>.Zero;
        do
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + Vector256<T>.Count);
            var x = Vector256.Create(*a0);
            c00 = Fma(x, b0, c00);
            c01 = Fma(x, b1, c01);
            x = Vector256.Create(a0[row]);
            c10 = Fma(x, b0, c10);
            c11 = Fma(x, b1, c11);
            x = Vector256.Create(a0[row2]);
            c20 = Fma(x, b0, c20);
            c21 = Fma(x, b1, c21);
            x = Vector256.Create(*a3);
            c30 = Fma(x, b0, c30);
            c31 = Fma(x, b1, c31);
            x = Vector256.Create(a3[row]);
            c40 = Fma(x, b0, c40);
            c41 = Fma(x, b1, c41);
            x = Vector256.Create(a3[row2]);
            c50 = Fma(x, b0, c50);
            c51 = Fma(x, b1, c51);
            a0 += step;
            a3 += step;
            b += bStep;
        }
        while (--depth > 0);
        if (add)
        {
            c00 += Vector256.Load(c);
            c01 += Vector256.Load(c + Vector256<T>.Count);
            c10 += Vector256.Load(c + stride);
            c11 += Vector256.Load(c + stride + Vector256<T>.Count);
            c20 += Vector256.Load(c + 2 * stride);
            c21 += Vector256.Load(c + 2 * stride + Vector256<T>.Count);
            c30 += Vector256.Load(c + 3 * stride);
            c31 += Vector256.Load(c + 3 * stride + Vector256<T>.Count);
            c40 += Vector256.Load(c + 4 * stride);
            c41 += Vector256.Load(c + 4 * stride + Vector256<T>.Count);
            c50 += Vector256.Load(c + 5 * stride);
            c51 += Vector256.Load(c + 5 * stride + Vector256<T>.Count);
        }
        c00.Store(c);
        c01.Store(c + Vector256<T>.Count);
        c10.Store(c + stride);
        c11.Store(c + stride + Vector256<T>.Count);
        c20.Store(c + 2 * stride);
        c21.Store(c + 2 * stride + Vector256<T>.Count);
        c30.Store(c + 3 * stride);
        c31.Store(c + 3 * stride + Vector256<T>.Count);
        c40.Store(c + 4 * stride);
        c41.Store(c + 4 * stride + Vector256<T>.Count);
        c50.Store(c + 5 * stride);
        c51.Store(c + 5 * stride + Vector256<T>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fma<T>(Vector256<T> x, Vector256<T> y, Vector256<T> z) where T : unmanaged =>
        typeof(T) == typeof(float)
            ? Vector256.FusedMultiplyAdd(x.As<T, float>(), y.As<T, float>(), z.As<T, float>()).As<float, T>()
            : Vector256.FusedMultiplyAdd(x.As<T, double>(), y.As<T, double>(), z.As<T, double>()).As<double, T>();
}
