using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>How an optimizer of the tensor library changes parameters, with what that one remembers of them.</summary>
abstract class FusedRule
{
    /// <summary>What it remembers of each parameter; null where it remembers nothing.</summary>
    public abstract IReadOnlyList<Tensor?> First { get; }

    /// <summary>A second tensor of the same kind.</summary>
    public abstract IReadOnlyList<Tensor?> Second { get; }

    /// <summary>The rule of an optimizer with one group of parameters.</summary>
    public static FusedRule Of(OptimizerHelper optimizer, IReadOnlyList<Parameter> parameters)
    {
        var state = optimizer.state_dict();
        return state.Options[0] switch
        {
            Adam.Options options => new AdamRule(options, [.. state.State.Cast<Adam.State>()]),
            AdamW.Options options => new AdamRule(options, [.. state.State.Cast<AdamW.State>()]),
            SGD.Options options => new SgdRule(options, [.. state.State.Cast<SGD.State>()], parameters),
            _ => throw new NotSupportedException($"There is no fused step for {optimizer.GetType().Name}."),
        };
    }

    /// <summary>Changes parameters, memory and averages.</summary>
    /// <param name="blocks">All of them.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="scale">Gradients are multiplied by it first.</param>
    /// <param name="memory">Share of itself that the moving average keeps.</param>
    public abstract void Step(FusedBlock[] blocks, double rate, double scale, double memory);
}
