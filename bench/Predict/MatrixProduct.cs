using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace SurrogateEngine.Bench.Predict;

/// <summary>What the machine can do at most: square single-precision matrix products of the sizes that run fastest.</summary>
sealed class MatrixProduct : IDisposable
{
    const double RoundSeconds = 0.1;

    readonly Tensor[] operands = [randn(384, 384), randn(768, 768), randn(1536, 1536)];

    /// <summary>The fastest product of any size in this round.</summary>
    public double GigaflopsPerSecond() => operands.Max(Fastest);

    public void Dispose()
    {
        foreach (Tensor operand in operands)
            operand.Dispose();
    }

    static double Fastest(Tensor operand)
    {
        double flops = 2.0 * operand.size(0) * operand.size(0) * operand.size(0), best = double.PositiveInfinity;
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < RoundSeconds;)
        {
            using var scope = NewDisposeScope();
            long begin = Stopwatch.GetTimestamp();
            operand.mm(operand);
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return 1e-9 * flops / best;
    }
}
