using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The optimizer's step and the moving average's in one pass over all parameters, in the memory of the tensor library's own
/// optimizer: what it saves and loads is what this one works with, so either can go on where the other stopped.
/// </summary>
sealed class FusedUpdate
{
    readonly FusedRule rule;
    readonly FusedBlock[] blocks;
    readonly double[] squares;
    readonly double longest;

    /// <param name="optimizer">Adam, AdamW or SGD as plans use them.</param>
    /// <param name="parameters">Its parameters, in its order.</param>
    /// <param name="averages">Their moving averages.</param>
    /// <param name="longest">Longer gradients are shortened to this length; 0 leaves them alone.</param>
    public FusedUpdate(OptimizerHelper optimizer, FusedParameters parameters, IReadOnlyList<Tensor> averages, double longest)
    {
        rule = FusedRule.Of(optimizer, parameters.Trained);
        blocks = FusedBlock.Of(parameters, rule.First, rule.Second, averages);
        squares = new double[blocks.Length];
        this.longest = longest;
    }

    /// <summary>Takes a step along the gradient.</summary>
    /// <param name="rate">Learning rate.</param>
    /// <param name="memory">Share of itself that the moving average keeps.</param>
    public void Step(double rate, double memory)
    {
        double scale = 1;
        // The tensor library's own formula, so that both shorten alike.
        if (longest > 0)
            scale = Math.Min(1, longest / (GradientNorm.Of(blocks, squares) + 1e-6));
        rule.Step(blocks, rate, scale, memory);
    }
}
