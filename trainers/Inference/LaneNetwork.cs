using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>A network that has a form for formulations in vector lanes.</summary>
interface IRunsInLanes
{
    /// <summary>That form with the weights as they are now, or null if there is none.</summary>
    LaneNetwork? InLanes();
}

/// <summary>
/// A residual network h &lt;- h + W a(h) + b on 16 or 32 formulations at a time: they lie side by side in vector lanes, so a
/// layer's outputs lie as the next layer wants its inputs, weights are packed once, and everything but the weights stays in
/// the first-level cache from the first layer to the last. A single formulation takes <see cref="Gemv"/>, to the same bits.
/// </summary>
abstract unsafe class LaneNetwork(LaneLayer first, IReadOnlyList<LaneLayer> blocks, LaneLayer last)
{
    protected LaneLayer First => first;

    protected IReadOnlyList<LaneLayer> Blocks => blocks;

    protected LaneLayer Last => last;

    public int Inputs => first.Inputs;

    public int Points => last.Outputs;

    /// <summary>Floats of scratch for so many rows.</summary>
    public int Scratch(int rows) => 2 * Width(rows) + rows * last.PaddedOutputs;

    /// <summary>Floats of a layer's outputs, up to whole vectors.</summary>
    protected int Width(int rows) =>
        (rows * first.PaddedOutputs + GemmMicroKernel.Lanes - 1) / GemmMicroKernel.Lanes * GemmMicroKernel.Lanes;

    /// <summary>One with that activation, or null if it is not known here.</summary>
    public static LaneNetwork? Of(string activation, LaneLayer first, IReadOnlyList<LaneLayer> blocks, LaneLayer last) =>
        activation switch
        {
            "gelu" => new LaneNetwork<LaneGelu>(first, blocks, last),
            "silu" => new LaneNetwork<LaneSilu>(first, blocks, last),
            "tanh" => new LaneNetwork<LaneTanh>(first, blocks, last),
            _ => null,
        };

    /// <summary>Evaluates the network.</summary>
    /// <param name="rows">1, 16 or 32.</param>
    /// <param name="inputs">Shape [Inputs, rows].</param>
    /// <param name="scratch">As many floats as <see cref="Scratch"/> says.</param>
    /// <param name="first">The first output that is wanted.</param>
    /// <param name="end">The one after the last; others hold nothing of use.</param>
    /// <returns>The outputs, shape [Points, rows], in the scratch.</returns>
    public abstract float* Run(int rows, float* inputs, float* scratch, int first = 0, int end = int.MaxValue);
}

/// <summary>One for each activation, so that it is compiled into the loop.</summary>
sealed unsafe class LaneNetwork<TActivation>(LaneLayer first, IReadOnlyList<LaneLayer> blocks, LaneLayer last)
    : LaneNetwork(first, blocks, last) where TActivation : struct, ILaneActivation
{
    public override float* Run(int rows, float* inputs, float* scratch, int first = 0, int end = int.MaxValue)
    {
        int width = Width(rows);
        float* h = scratch, a = h + width, points = a + width;
        First.Begin(rows, h);
        First.AddProduct(rows, inputs, h);
        foreach (LaneLayer block in Blocks)
        {
            Activate(h, a, rows, block);
            block.AddProduct(rows, a, h);
        }

        Activate(h, a, width);
        Last.Begin(rows, points);
        Last.AddProduct(rows, a, points, first, end);
        return points;
    }

    /// <summary>a = activation of h; h, which has been read anyway, gets the bias of a residual layer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Activate(float* h, float* a, int rows, LaneLayer block)
    {
        fixed (float* bias = block.Bias)
        {
            // A single row has its outputs side by side, several have each output's rows side by side.
            int step = Math.Max(rows, GemmMicroKernel.Lanes);
            for (int i = 0, j = 0; i < rows * block.PaddedOutputs; i += step, j++)
            {
                var b = rows == 1 ? Vector512.Load(bias + i) : Vector512.Create(bias[j]);
                for (int k = i; k < i + step; k += GemmMicroKernel.Lanes)
                {
                    var x = Vector512.Load(h + k);
                    Sixteen.Of<TActivation>(x).Store(a + k);
                    (x + b).Store(h + k);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Activate(float* h, float* a, int count)
    {
        for (int i = 0; i < count; i += GemmMicroKernel.Lanes)
            Sixteen.Of<TActivation>(Vector512.Load(h + i)).Store(a + i);
    }
}
