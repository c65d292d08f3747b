using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The innermost loop of every matrix product, in training and in prediction: a tile of C = A B, 12 or 8 rows of 32 or 16
/// columns, in vector registers. A step of the loop takes one number of each row of A, read where it lies, and one or two vectors
/// of B. Nothing else may happen in these methods: an edge path or memory on the stack makes the compiler keep the tile in memory.
/// Every element of C is summed in the order of the depth, whatever the tile, so results do not depend on how C is cut.
/// </summary>
static unsafe class GemmMicroKernel
{
    /// <summary>Rows of a tile.</summary>
    public const int Rows = 12;

    /// <summary>Rows of the lower tile, which leaves no row of a usual width empty: any multiple of 4 from 8 on is a sum of twelves and at
    /// most two eights.</summary>
    public const int FewRows = 8;

    /// <summary>Columns of a vector, and of a narrow tile.</summary>
    public const int Lanes = 16;

    /// <summary>Columns of a tile.</summary>
    public const int Columns = 2 * Lanes;

    /// <summary>C (+)= A B for a tile.</summary>
    /// <param name="rows">12, or 8 where the processor has vectors of 512 bits.</param>
    /// <param name="depth">Products in each sum, at least 1.</param>
    /// <param name="a">Element (i, k) lies at a[i * row + k * step].</param>
    /// <param name="row">See <paramref name="a"/>.</param>
    /// <param name="step">See <paramref name="a"/>.</param>
    /// <param name="b">32 numbers of each depth, side by side; one depth lies <paramref name="bStep"/> after the other.</param>
    /// <param name="bStep">See <paramref name="b"/>.</param>
    /// <param name="c">32 numbers of each row; one row lies <paramref name="stride"/> after the other.</param>
    /// <param name="stride">See <paramref name="c"/>.</param>
    /// <param name="add">Adds to what C holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tile(int rows, int depth, float* a, long row, long step, float* b, long bStep, float* c, long stride, bool add)
    {
        if (!Vector512.IsHardwareAccelerated)
            GemmMicroKernel256.Tile(depth, a, row, step, b, bStep, c, stride, add);
        else if (rows == FewRows)
            Eight(depth, a, row, step, b, bStep, c, stride, add);
        else
            Twelve(depth, a, row, step, b, bStep, c, stride, add);
    }

    /// <summary>24 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Twelve(int depth, float* a, long row, long step, float* b, long bStep, float* c, long stride, bool add)
    {
        long row2 = 2 * row;
        float* a3 = a + 3 * row, a6 = a + 6 * row, a9 = a + 9 * row;
        Vector512<float> c0l = default, c0r = default;
        Vector512<float> c1l = default, c1r = default;
        Vector512<float> c2l = default, c2r = default;
        Vector512<float> c3l = default, c3r = default;
        Vector512<float> c4l = default, c4r = default;
        Vector512<float> c5l = default, c5r = default;
        Vector512<float> c6l = default, c6r = default;
        Vector512<float> c7l = default, c7r = default;
        Vector512<float> c8l = default, c8r = default;
        Vector512<float> c9l = default, c9r = default;
        Vector512<float> c10l = default, c10r = default;
        Vector512<float> c11l = default, c11r = default;
        do
        {
            Vector512<float> left = Vector512.Load(b), right = Vector512.Load(b + Lanes);
            var x = Vector512.Create(*a);
            c0l = Vector512.FusedMultiplyAdd(x, left, c0l);
            c0r = Vector512.FusedMultiplyAdd(x, right, c0r);
            x = Vector512.Create(a[row]);
            c1l = Vector512.FusedMultiplyAdd(x, left, c1l);
            c1r = Vector512.FusedMultiplyAdd(x, right, c1r);
            x = Vector512.Create(a[row2]);
            c2l = Vector512.FusedMultiplyAdd(x, left, c2l);
            c2r = Vector512.FusedMultiplyAdd(x, right, c2r);
            x = Vector512.Create(*a3);
            c3l = Vector512.FusedMultiplyAdd(x, left, c3l);
            c3r = Vector512.FusedMultiplyAdd(x, right, c3r);
            x = Vector512.Create(a3[row]);
            c4l = Vector512.FusedMultiplyAdd(x, left, c4l);
            c4r = Vector512.FusedMultiplyAdd(x, right, c4r);
            x = Vector512.Create(a3[row2]);
            c5l = Vector512.FusedMultiplyAdd(x, left, c5l);
            c5r = Vector512.FusedMultiplyAdd(x, right, c5r);
            x = Vector512.Create(*a6);
            c6l = Vector512.FusedMultiplyAdd(x, left, c6l);
            c6r = Vector512.FusedMultiplyAdd(x, right, c6r);
            x = Vector512.Create(a6[row]);
            c7l = Vector512.FusedMultiplyAdd(x, left, c7l);
            c7r = Vector512.FusedMultiplyAdd(x, right, c7r);
            x = Vector512.Create(a6[row2]);
            c8l = Vector512.FusedMultiplyAdd(x, left, c8l);
            c8r = Vector512.FusedMultiplyAdd(x, right, c8r);
            x = Vector512.Create(*a9);
            c9l = Vector512.FusedMultiplyAdd(x, left, c9l);
            c9r = Vector512.FusedMultiplyAdd(x, right, c9r);
            x = Vector512.Create(a9[row]);
            c10l = Vector512.FusedMultiplyAdd(x, left, c10l);
            c10r = Vector512.FusedMultiplyAdd(x, right, c10r);
            x = Vector512.Create(a9[row2]);
            c11l = Vector512.FusedMultiplyAdd(x, left, c11l);
            c11r = Vector512.FusedMultiplyAdd(x, right, c11r);
            a += step;
            a3 += step;
            a6 += step;
            a9 += step;
            b += bStep;
        }
        while (--depth > 0);
        Put(c0l, c0r, c, add);
        Put(c1l, c1r, c + stride, add);
        Put(c2l, c2r, c + 2 * stride, add);
        Put(c3l, c3r, c + 3 * stride, add);
        Put(c4l, c4r, c + 4 * stride, add);
        Put(c5l, c5r, c + 5 * stride, add);
        Put(c6l, c6r, c + 6 * stride, add);
        Put(c7l, c7r, c + 7 * stride, add);
        Put(c8l, c8r, c + 8 * stride, add);
        Put(c9l, c9r, c + 9 * stride, add);
        Put(c10l, c10r, c + 10 * stride, add);
        Put(c11l, c11r, c + 11 * stride, add);
    }

    /// <summary>16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Eight(int depth, float* a, long row, long step, float* b, long bStep, float* c, long stride, bool add)
    {
        long row2 = 2 * row;
        float* a3 = a + 3 * row, a6 = a + 6 * row;
        Vector512<float> c0l = default, c0r = default;
        Vector512<float> c1l = default, c1r = default;
        Vector512<float> c2l = default, c2r = default;
        Vector512<float> c3l = default, c3r = default;
        Vector512<float> c4l = default, c4r = default;
        Vector512<float> c5l = default, c5r = default;
        Vector512<float> c6l = default, c6r = default;
        Vector512<float> c7l = default, c7r = default;
        do
        {
            Vector512<float> left = Vector512.Load(b), right = Vector512.Load(b + Lanes);
            var x = Vector512.Create(*a);
            c0l = Vector512.FusedMultiplyAdd(x, left, c0l);
            c0r = Vector512.FusedMultiplyAdd(x, right, c0r);
            x = Vector512.Create(a[row]);
            c1l = Vector512.FusedMultiplyAdd(x, left, c1l);
            c1r = Vector512.FusedMultiplyAdd(x, right, c1r);
            x = Vector512.Create(a[row2]);
            c2l = Vector512.FusedMultiplyAdd(x, left, c2l);
            c2r = Vector512.FusedMultiplyAdd(x, right, c2r);
            x = Vector512.Create(*a3);
            c3l = Vector512.FusedMultiplyAdd(x, left, c3l);
            c3r = Vector512.FusedMultiplyAdd(x, right, c3r);
            x = Vector512.Create(a3[row]);
            c4l = Vector512.FusedMultiplyAdd(x, left, c4l);
            c4r = Vector512.FusedMultiplyAdd(x, right, c4r);
            x = Vector512.Create(a3[row2]);
            c5l = Vector512.FusedMultiplyAdd(x, left, c5l);
            c5r = Vector512.FusedMultiplyAdd(x, right, c5r);
            x = Vector512.Create(*a6);
            c6l = Vector512.FusedMultiplyAdd(x, left, c6l);
            c6r = Vector512.FusedMultiplyAdd(x, right, c6r);
            x = Vector512.Create(a6[row]);
            c7l = Vector512.FusedMultiplyAdd(x, left, c7l);
            c7r = Vector512.FusedMultiplyAdd(x, right, c7r);
            a += step;
            a3 += step;
            a6 += step;
            b += bStep;
        }
        while (--depth > 0);
        Put(c0l, c0r, c, add);
        Put(c1l, c1r, c + stride, add);
        Put(c2l, c2r, c + 2 * stride, add);
        Put(c3l, c3r, c + 3 * stride, add);
        Put(c4l, c4r, c + 4 * stride, add);
        Put(c5l, c5r, c + 5 * stride, add);
        Put(c6l, c6r, c + 6 * stride, add);
        Put(c7l, c7r, c + 7 * stride, add);
    }

    /// <summary>C (+)= A B for 12 rows of one vector: for few columns and, with rows and columns in each other's place, few rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(int depth, float* a, long row, long step, float* b, long bStep, float* c, long stride, bool add)
    {
        long row2 = 2 * row;
        float* a3 = a + 3 * row, a6 = a + 6 * row, a9 = a + 9 * row;
        Vector512<float> c0 = default, c1 = default, c2 = default, c3 = default;
        Vector512<float> c4 = default, c5 = default, c6 = default, c7 = default;
        Vector512<float> c8 = default, c9 = default, c10 = default, c11 = default;
        do
        {
            var x = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(*a), x, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[row]), x, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[row2]), x, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(*a3), x, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[row]), x, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[row2]), x, c5);
            c6 = Vector512.FusedMultiplyAdd(Vector512.Create(*a6), x, c6);
            c7 = Vector512.FusedMultiplyAdd(Vector512.Create(a6[row]), x, c7);
            c8 = Vector512.FusedMultiplyAdd(Vector512.Create(a6[row2]), x, c8);
            c9 = Vector512.FusedMultiplyAdd(Vector512.Create(*a9), x, c9);
            c10 = Vector512.FusedMultiplyAdd(Vector512.Create(a9[row]), x, c10);
            c11 = Vector512.FusedMultiplyAdd(Vector512.Create(a9[row2]), x, c11);
            a += step;
            a3 += step;
            a6 += step;
            a9 += step;
            b += bStep;
        }
        while (--depth > 0);
        Put(c0, c, add);
        Put(c1, c + stride, add);
        Put(c2, c + 2 * stride, add);
        Put(c3, c + 3 * stride, add);
        Put(c4, c + 4 * stride, add);
        Put(c5, c + 5 * stride, add);
        Put(c6, c + 6 * stride, add);
        Put(c7, c + 7 * stride, add);
        Put(c8, c + 8 * stride, add);
        Put(c9, c + 9 * stride, add);
        Put(c10, c + 10 * stride, add);
        Put(c11, c + 11 * stride, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(Vector512<float> left, Vector512<float> right, float* c, bool add)
    {
        Put(left, c, add);
        Put(right, c + Lanes, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(Vector512<float> sum, float* c, bool add)
    {
        if (add)
            sum += Vector512.Load(c);
        sum.Store(c);
    }
}
