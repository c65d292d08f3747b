using System.Runtime.Intrinsics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A whole training step of dense layers on the host, without the tensor library but in the memory of its tensors: gradients by
/// <see cref="FusedNetwork"/>, then optimizer and moving average by <see cref="FusedUpdate"/>. Whoever looks at network, average
/// or optimizer sees what the tensor library would have left there, within rounding. Bits do not depend on the number of threads.
/// </summary>
sealed class FusedStep : IDisposable
{
    readonly FusedParameters parameters;
    readonly FusedNetwork network;
    readonly GradientOptimizer optimizer;
    readonly IReadOnlyList<Tensor> averages;
    FusedUpdate? update;

    FusedStep(FusedParameters parameters, FusedNetwork network, GradientOptimizer optimizer, IReadOnlyList<Tensor> averages) =>
        (this.parameters, this.network, this.optimizer, this.averages) = (parameters, network, optimizer, averages);

    /// <summary>The fused step of a network, or null where it cannot serve: then the tensor library does.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="optimizer">How.</param>
    /// <param name="average">The moving average.</param>
    public static FusedStep? Of(nn.Module<Tensor, Tensor> network, Optimizer optimizer, MovingAverage average)
    {
        if (!Vector256.IsHardwareAccelerated || optimizer is not GradientOptimizer gradient
            || (network as IDenseNetwork)?.Dense() is not { } stack)
            return null;
        var pairs = average.Pairs.ToDictionary(pair => pair.From.Handle, pair => pair.To);
        if (gradient.Weights.Length == 0 || !gradient.Weights.All(weight => pairs.ContainsKey(weight.Handle)))
            return null;
        var parameters = new FusedParameters(gradient.Weights);
        if (FusedNetwork.Of(stack, parameters) is { } layers)
            return new(parameters, layers, gradient, [.. gradient.Weights.Select(weight => pairs[weight.Handle])]);
        parameters.Dispose();
        return null;
    }

    /// <summary>Whether losses are such that the fused step knows their gradient.</summary>
    public static bool Knows(IReadOnlyDictionary<string, double> losses) =>
        losses.All(loss => loss.Value == 0 || Losses.All.Find(loss.Key) is PointwiseLoss);

    /// <summary>Learns a batch.</summary>
    /// <param name="batch">Its rows; the first run of rows is the first member's, and so on.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="memory">Share of itself that the moving average keeps.</param>
    /// <returns>The loss before the step.</returns>
    public double Step(in FusedBatch batch, double rate, double memory)
    {
        Workers.Threads = get_num_threads();
        update ??= new FusedUpdate(optimizer.Inner, parameters, averages, optimizer.Longest);
        double loss = network.Differentiate(batch);
        update.Step(rate, memory);
        return loss;
    }

    /// <summary>To be called when the optimizer was loaded: its memory may lie elsewhere.</summary>
    public void Loaded() => update = null;

    public void Dispose()
    {
        network.Dispose();
        parameters.Dispose();
    }
}
