using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A second network whose weights are the exponential moving average of the first one's: what is validated and kept.
/// The memory grows with the number of steps, so that the first weights are soon forgotten.
/// </summary>
sealed class MovingAverage(nn.Module<Tensor, Tensor> network, nn.Module<Tensor, Tensor> average, double decay)
{
    readonly (Tensor From, Tensor To)[] pairs =
        [.. network.parameters().Zip(average.parameters(), (from, to) => ((Tensor)from, (Tensor)to))
            .Where(pair => pair.Item1.requires_grad)];

    /// <summary>Each trained weight and its average.</summary>
    public IReadOnlyList<(Tensor From, Tensor To)> Pairs => pairs;

    /// <summary>Share of itself that the average keeps in step <paramref name="step"/>, counted from 0.</summary>
    public double MemoryAt(long step) => Math.Min(decay, (1.0 + step) / (10.0 + step));

    /// <summary>What <see cref="Update"/> makes of averages and weights, for who has them in registers.</summary>
    /// <param name="average">The averages.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="memory">Share that is kept; 0 keeps nothing.</param>
    /// <param name="rest">One minus that.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Next(Vector512<float> average, Vector512<float> weights, float memory, float rest) =>
        memory == 0 ? weights : average * Vector512.Create(memory) + weights * Vector512.Create(rest);

    /// <summary>Takes in the weights after step <paramref name="step"/>, counted from 0.</summary>
    public void Update(long step)
    {
        double memory = MemoryAt(step);
        using var quiet = no_grad();
        foreach (var (from, to) in pairs)
            if (decay == 0)
                to.copy_(from);
            else
                to.mul_(memory).add_(from, alpha: 1 - memory);
    }
}
