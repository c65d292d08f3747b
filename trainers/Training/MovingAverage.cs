using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A second network whose weights are the exponential moving average of the first one's: what is validated and kept.
/// The memory grows with the number of steps, so that the first weights are soon forgotten.
/// </summary>
sealed class MovingAverage(nn.Module<Tensor, Tensor> network, nn.Module<Tensor, Tensor> average, double decay)
{
    readonly (Tensor From, Tensor To)[] pairs =
        [.. network.parameters().Zip(average.parameters(), (from, to) => ((Tensor)from, (Tensor)to)).Where(pair => pair.Item1.requires_grad)];

    /// <summary>Takes in the weights after step <paramref name="step"/>, counted from 0.</summary>
    public void Update(long step)
    {
        double memory = Math.Min(decay, (1.0 + step) / (10.0 + step));
        using var quiet = no_grad();
        foreach (var (from, to) in pairs)
            if (decay == 0) to.copy_(from);
            else to.mul_(memory).add_(from, alpha: 1 - memory);
    }
}
