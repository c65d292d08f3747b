using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A matrix times a single vector: rows of the matrix are the lanes, four tiles of twelve at a time, packed as
/// <see cref="GemmMicroKernel"/> reads them. Every sum runs in that one's order, so the bits are the same.
/// </summary>
static unsafe class Gemv
{
    const int Tiles = 4, Rows = GemmMicroKernel.Rows, Lanes = GemmMicroKernel.Lanes;

    /// <summary>Floats read beyond the last weight: a tile's weights of one input are 12, a vector is 16.</summary>
    public const int Overhang = Lanes - Rows;

    /// <summary>y += A x.</summary>
    /// <param name="tiles">Tiles of twelve rows.</param>
    /// <param name="depth">Columns of A.</param>
    /// <param name="a">Shape [tiles, depth, 12].</param>
    /// <param name="x">Shape [depth].</param>
    /// <param name="y">Shape [tiles, 12].</param>
    [SkipLocalsInit]
    public static void Run(int tiles, int depth, float* a, float* x, float* y)
    {
        float* sums = stackalloc float[Tiles * Lanes];
        for (int tile = 0; tile < tiles; tile += Tiles)
        {
            int present = Math.Min(Tiles, tiles - tile);
            // Tiles that do not exist repeat the last one; nobody looks at their sums.
            float* Packed(int index) => a + (long)(tile + Math.Min(index, present - 1)) * depth * Rows;
            Sum(depth, Packed(0), Packed(1), Packed(2), Packed(3), x, sums);
            for (int i = 0; i < present; i++)
                for (int j = 0; j < Rows; j++)
                    y[(tile + i) * Rows + j] += sums[i * Lanes + j];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sum(int depth, float* a0, float* a1, float* a2, float* a3, float* x, float* sums)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int k = 0; k < depth; k++)
        {
            var input = Vector512.Create(x[k]);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Load(a0), input, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Load(a1), input, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Load(a2), input, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Load(a3), input, s3);
            a0 += Rows;
            a1 += Rows;
            a2 += Rows;
            a3 += Rows;
        }

        s0.Store(sums);
        s1.Store(sums + Lanes);
        s2.Store(sums + 2 * Lanes);
        s3.Store(sums + 3 * Lanes);
    }
}
