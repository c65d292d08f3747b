using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The innermost loop of a dense layer on formulations that lie side by side in vector lanes: a tile of twelve outputs in
/// registers. Each step takes the twelve weights of one input, and that input of all rows. Every lane does the same
/// operations in the same order, so a row's result can't depend on its neighbours or on how many they are.
/// </summary>
static unsafe class LaneKernel
{
    /// <summary>Outputs of a tile.</summary>
    public const int Outputs = 12;

    /// <summary>Rows in a vector.</summary>
    public const int Lanes = 16;

    /// <summary>h (+)= W x + b for twelve outputs.</summary>
    /// <param name="rows">16 or 32, the length of a line of x and h.</param>
    /// <param name="depth">Inputs.</param>
    /// <param name="w">Weights, shape [depth, 12].</param>
    /// <param name="x">Inputs, shape [depth, rows].</param>
    /// <param name="h">Outputs, shape [12, rows].</param>
    /// <param name="bias">Shape [12].</param>
    /// <param name="add">Adds to what h holds.</param>
    public static void Tile(int rows, int depth, float* w, float* x, float* h, float* bias, bool add)
    {
        if (rows == Lanes) Tile16(depth, w, x, h, bias, add);
        else Tile32(depth, w, x, h, bias, add);
    }

    /// <summary>Twelve outputs of two vectors of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Tile32(int depth, float* w, float* x, float* h, float* bias, bool add)
    {
        Vector512<float> h0a = default, h0b = default;
        Vector512<float> h1a = default, h1b = default;
        Vector512<float> h2a = default, h2b = default;
        Vector512<float> h3a = default, h3b = default;
        Vector512<float> h4a = default, h4b = default;
        Vector512<float> h5a = default, h5b = default;
        Vector512<float> h6a = default, h6b = default;
        Vector512<float> h7a = default, h7b = default;
        Vector512<float> h8a = default, h8b = default;
        Vector512<float> h9a = default, h9b = default;
        Vector512<float> h10a = default, h10b = default;
        Vector512<float> h11a = default, h11b = default;
        do
        {
            Vector512<float> a = Vector512.Load(x), b = Vector512.Load(x + Lanes);
            var u = Vector512.Create(*w);
            h0a = Vector512.FusedMultiplyAdd(u, a, h0a);
            h0b = Vector512.FusedMultiplyAdd(u, b, h0b);
            u = Vector512.Create(w[1]);
            h1a = Vector512.FusedMultiplyAdd(u, a, h1a);
            h1b = Vector512.FusedMultiplyAdd(u, b, h1b);
            u = Vector512.Create(w[2]);
            h2a = Vector512.FusedMultiplyAdd(u, a, h2a);
            h2b = Vector512.FusedMultiplyAdd(u, b, h2b);
            u = Vector512.Create(w[3]);
            h3a = Vector512.FusedMultiplyAdd(u, a, h3a);
            h3b = Vector512.FusedMultiplyAdd(u, b, h3b);
            u = Vector512.Create(w[4]);
            h4a = Vector512.FusedMultiplyAdd(u, a, h4a);
            h4b = Vector512.FusedMultiplyAdd(u, b, h4b);
            u = Vector512.Create(w[5]);
            h5a = Vector512.FusedMultiplyAdd(u, a, h5a);
            h5b = Vector512.FusedMultiplyAdd(u, b, h5b);
            u = Vector512.Create(w[6]);
            h6a = Vector512.FusedMultiplyAdd(u, a, h6a);
            h6b = Vector512.FusedMultiplyAdd(u, b, h6b);
            u = Vector512.Create(w[7]);
            h7a = Vector512.FusedMultiplyAdd(u, a, h7a);
            h7b = Vector512.FusedMultiplyAdd(u, b, h7b);
            u = Vector512.Create(w[8]);
            h8a = Vector512.FusedMultiplyAdd(u, a, h8a);
            h8b = Vector512.FusedMultiplyAdd(u, b, h8b);
            u = Vector512.Create(w[9]);
            h9a = Vector512.FusedMultiplyAdd(u, a, h9a);
            h9b = Vector512.FusedMultiplyAdd(u, b, h9b);
            u = Vector512.Create(w[10]);
            h10a = Vector512.FusedMultiplyAdd(u, a, h10a);
            h10b = Vector512.FusedMultiplyAdd(u, b, h10b);
            u = Vector512.Create(w[11]);
            h11a = Vector512.FusedMultiplyAdd(u, a, h11a);
            h11b = Vector512.FusedMultiplyAdd(u, b, h11b);
            w += Outputs;
            x += 2 * Lanes;
        }
        while (--depth > 0);
        Put(h0a, h, bias[0], add);
        Put(h0b, h + Lanes, bias[0], add);
        Put(h1a, h + 2 * Lanes, bias[1], add);
        Put(h1b, h + 3 * Lanes, bias[1], add);
        Put(h2a, h + 4 * Lanes, bias[2], add);
        Put(h2b, h + 5 * Lanes, bias[2], add);
        Put(h3a, h + 6 * Lanes, bias[3], add);
        Put(h3b, h + 7 * Lanes, bias[3], add);
        Put(h4a, h + 8 * Lanes, bias[4], add);
        Put(h4b, h + 9 * Lanes, bias[4], add);
        Put(h5a, h + 10 * Lanes, bias[5], add);
        Put(h5b, h + 11 * Lanes, bias[5], add);
        Put(h6a, h + 12 * Lanes, bias[6], add);
        Put(h6b, h + 13 * Lanes, bias[6], add);
        Put(h7a, h + 14 * Lanes, bias[7], add);
        Put(h7b, h + 15 * Lanes, bias[7], add);
        Put(h8a, h + 16 * Lanes, bias[8], add);
        Put(h8b, h + 17 * Lanes, bias[8], add);
        Put(h9a, h + 18 * Lanes, bias[9], add);
        Put(h9b, h + 19 * Lanes, bias[9], add);
        Put(h10a, h + 20 * Lanes, bias[10], add);
        Put(h10b, h + 21 * Lanes, bias[10], add);
        Put(h11a, h + 22 * Lanes, bias[11], add);
        Put(h11b, h + 23 * Lanes, bias[11], add);
    }

    /// <summary>Twelve outputs of one vector of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Tile16(int depth, float* w, float* x, float* h, float* bias, bool add)
    {
        Vector512<float> h0a = default;
        Vector512<float> h1a = default;
        Vector512<float> h2a = default;
        Vector512<float> h3a = default;
        Vector512<float> h4a = default;
        Vector512<float> h5a = default;
        Vector512<float> h6a = default;
        Vector512<float> h7a = default;
        Vector512<float> h8a = default;
        Vector512<float> h9a = default;
        Vector512<float> h10a = default;
        Vector512<float> h11a = default;
        do
        {
            Vector512<float> a = Vector512.Load(x);
            var u = Vector512.Create(*w);
            h0a = Vector512.FusedMultiplyAdd(u, a, h0a);
            u = Vector512.Create(w[1]);
            h1a = Vector512.FusedMultiplyAdd(u, a, h1a);
            u = Vector512.Create(w[2]);
            h2a = Vector512.FusedMultiplyAdd(u, a, h2a);
            u = Vector512.Create(w[3]);
            h3a = Vector512.FusedMultiplyAdd(u, a, h3a);
            u = Vector512.Create(w[4]);
            h4a = Vector512.FusedMultiplyAdd(u, a, h4a);
            u = Vector512.Create(w[5]);
            h5a = Vector512.FusedMultiplyAdd(u, a, h5a);
            u = Vector512.Create(w[6]);
            h6a = Vector512.FusedMultiplyAdd(u, a, h6a);
            u = Vector512.Create(w[7]);
            h7a = Vector512.FusedMultiplyAdd(u, a, h7a);
            u = Vector512.Create(w[8]);
            h8a = Vector512.FusedMultiplyAdd(u, a, h8a);
            u = Vector512.Create(w[9]);
            h9a = Vector512.FusedMultiplyAdd(u, a, h9a);
            u = Vector512.Create(w[10]);
            h10a = Vector512.FusedMultiplyAdd(u, a, h10a);
            u = Vector512.Create(w[11]);
            h11a = Vector512.FusedMultiplyAdd(u, a, h11a);
            w += Outputs;
            x += Lanes;
        }
        while (--depth > 0);
        Put(h0a, h, bias[0], add);
        Put(h1a, h + Lanes, bias[1], add);
        Put(h2a, h + 2 * Lanes, bias[2], add);
        Put(h3a, h + 3 * Lanes, bias[3], add);
        Put(h4a, h + 4 * Lanes, bias[4], add);
        Put(h5a, h + 5 * Lanes, bias[5], add);
        Put(h6a, h + 6 * Lanes, bias[6], add);
        Put(h7a, h + 7 * Lanes, bias[7], add);
        Put(h8a, h + 8 * Lanes, bias[8], add);
        Put(h9a, h + 9 * Lanes, bias[9], add);
        Put(h10a, h + 10 * Lanes, bias[10], add);
        Put(h11a, h + 11 * Lanes, bias[11], add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(Vector512<float> sum, float* h, float bias, bool add)
    {
        sum += Vector512.Create(bias);
        if (add) sum += Vector512.Load(h);
        sum.Store(h);
    }
}
