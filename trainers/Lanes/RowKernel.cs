using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The innermost loop of a dense layer on a single formulation: here outputs are the lanes, four tiles of twelve at a
/// time from the same packed weights. Every output is summed in the order of <see cref="LaneKernel"/>, so the bits are the same.
/// </summary>
static unsafe class RowKernel
{
    const int Tiles = 4, Outputs = LaneKernel.Outputs, Lanes = LaneKernel.Lanes;

    /// <summary>Floats read beyond the last weight: a tile's weights of one input are 12, a vector is 16.</summary>
    public const int Overhang = Lanes - Outputs;

    /// <summary>h (+)= W x + b.</summary>
    /// <param name="tiles">Tiles of twelve outputs.</param>
    /// <param name="depth">Inputs.</param>
    /// <param name="w">Weights, shape [tiles, depth, 12].</param>
    /// <param name="x">Shape [depth].</param>
    /// <param name="h">Shape [tiles, 12].</param>
    /// <param name="bias">Shape [tiles, 12].</param>
    /// <param name="add">Adds to what h holds.</param>
    [SkipLocalsInit]
    public static void Run(int tiles, int depth, float* w, float* x, float* h, float* bias, bool add)
    {
        float* sums = stackalloc float[Tiles * Lanes];
        for (int tile = 0; tile < tiles; tile += Tiles)
        {
            int present = Math.Min(Tiles, tiles - tile);
            // Tiles that do not exist repeat the last one; nobody looks at their sums.
            float* Weights(int index) => w + (long)(tile + Math.Min(index, present - 1)) * depth * Outputs;
            Sum(depth, Weights(0), Weights(1), Weights(2), Weights(3), x, sums);
            for (int i = 0; i < present; i++)
            {
                int first = (tile + i) * Outputs;
                for (int j = 0; j < Outputs; j++)
                {
                    float sum = sums[i * Lanes + j] + bias[first + j];
                    h[first + j] = add ? sum + h[first + j] : sum;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Sum(int depth, float* w0, float* w1, float* w2, float* w3, float* x, float* sums)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        for (int k = 0; k < depth; k++)
        {
            var input = Vector512.Create(x[k]);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Load(w0), input, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Load(w1), input, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Load(w2), input, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Load(w3), input, s3);
            w0 += Outputs;
            w1 += Outputs;
            w2 += Outputs;
            w3 += Outputs;
        }

        s0.Store(sums);
        s1.Store(sums + Lanes);
        s2.Store(sums + 2 * Lanes);
        s3.Store(sums + 3 * Lanes);
    }
}
