using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SurrogateEngine.Trainers;

/// <summary>Length of the gradient of all parameters together. Blocks are added up in their order, whoever did them.</summary>
unsafe struct GradientNorm(FusedBlock[] blocks, double[] squares) : IParts
{
    /// <summary>The length.</summary>
    /// <param name="blocks">The gradients.</param>
    /// <param name="squares">Scratch, one number a block.</param>
    public static double Of(FusedBlock[] blocks, double[] squares)
    {
        var job = new GradientNorm(blocks, squares);
        Workers.Run(ref job, blocks.Length, FusedBlock.AreWorthSharing(blocks));
        double sum = 0;
        foreach (double square in squares)
            sum += square;
        return Math.Sqrt(sum);
    }

    public readonly void Run(int part) => squares[part] = Squares(blocks[part].Gradient, blocks[part].Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Squares(float* g, int count)
    {
        var sum = Vector512<float>.Zero;
        int i = 0;
        for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            var x = Vector512.Load(g + i);
            sum = Vector512.FusedMultiplyAdd(x, x, sum);
        }
        double rest = 0;
        for (; i < count; i++)
            rest += (double)g[i] * g[i];
        return rest + Vector512.Sum(sum);
    }
}
