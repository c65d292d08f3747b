using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The tile of <see cref="GemmMicroKernel"/> for processors with 16 registers of 256 bits: quarter by quarter, 6 rows of two
/// vectors, from the same panels and with every element summed in the same order, so the bits are the same.
/// </summary>
static unsafe class GemmMicroKernel256
{
    const int QuarterRows = GemmMicroKernel.Rows / 2, Half = GemmMicroKernel.Columns / 2, Lanes = 8;

    /// <inheritdoc cref="GemmMicroKernel.Tile"/>
    public static void Tile(int depth, float* a, long row, long step, float* b, long bStep, float* c, long stride, bool add)
    {
        for (int i = 0; i < 2; i++, a += QuarterRows * row, c += QuarterRows * stride)
        {
            Quarter(depth, a, row, step, b, bStep, c, stride, add);
            Quarter(depth, a, row, step, b + Half, bStep, c + Half, stride, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Quarter(int depth, float* a, long row, long step, float* b, long bStep, float* c, long stride, bool add)
    {
        long row2 = 2 * row;
        float* a3 = a + 3 * row;
        Vector256<float> c0l = default, c0r = default;
        Vector256<float> c1l = default, c1r = default;
        Vector256<float> c2l = default, c2r = default;
        Vector256<float> c3l = default, c3r = default;
        Vector256<float> c4l = default, c4r = default;
        Vector256<float> c5l = default, c5r = default;
        do
        {
            Vector256<float> left = Vector256.Load(b), right = Vector256.Load(b + Lanes);
            var x = Vector256.Create(*a);
            c0l = Vector256.FusedMultiplyAdd(x, left, c0l);
            c0r = Vector256.FusedMultiplyAdd(x, right, c0r);
            x = Vector256.Create(a[row]);
            c1l = Vector256.FusedMultiplyAdd(x, left, c1l);
            c1r = Vector256.FusedMultiplyAdd(x, right, c1r);
            x = Vector256.Create(a[row2]);
            c2l = Vector256.FusedMultiplyAdd(x, left, c2l);
            c2r = Vector256.FusedMultiplyAdd(x, right, c2r);
            x = Vector256.Create(*a3);
            c3l = Vector256.FusedMultiplyAdd(x, left, c3l);
            c3r = Vector256.FusedMultiplyAdd(x, right, c3r);
            x = Vector256.Create(a3[row]);
            c4l = Vector256.FusedMultiplyAdd(x, left, c4l);
            c4r = Vector256.FusedMultiplyAdd(x, right, c4r);
            x = Vector256.Create(a3[row2]);
            c5l = Vector256.FusedMultiplyAdd(x, left, c5l);
            c5r = Vector256.FusedMultiplyAdd(x, right, c5r);
            a += step;
            a3 += step;
            b += bStep;
        }
        while (--depth > 0);
        Put(c0l, c0r, c, add);
        Put(c1l, c1r, c + stride, add);
        Put(c2l, c2r, c + 2 * stride, add);
        Put(c3l, c3r, c + 3 * stride, add);
        Put(c4l, c4r, c + 4 * stride, add);
        Put(c5l, c5r, c + 5 * stride, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(Vector256<float> left, Vector256<float> right, float* c, bool add)
    {
        if (add)
            (left, right) = (left + Vector256.Load(c), right + Vector256.Load(c + Lanes));
        left.Store(c);
        right.Store(c + Lanes);
    }
}
