using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A part of the loss that is more than a weighted square at each point: derivatives of the network, or what a kernel says
/// of its curves. It runs its own backward, so a gradient that comes from outside the tape enters with backward(gradient).
/// One subclass a file, one line here.
/// </summary>
abstract class LossTerm : IDisposable
{
    static readonly Dictionary<string, Func<double, TrainingPlan, TrainingData, LossTerm>> Makers = new()
    {
        ["sobolev"] = (weight, plan, _) => new SobolevLoss(weight, plan.Seed),
    };

    /// <summary>Every name a plan's losses may have: these and those of points.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. PointLoss.Names, .. Makers.Keys];

    /// <summary>The terms a plan asks for.</summary>
    public static IReadOnlyList<LossTerm> Of(TrainingPlan plan, TrainingData data) =>
        [.. Makers.Where(maker => plan.Losses.GetValueOrDefault(maker.Key) > 0).Select(maker => maker.Value(plan.Losses[maker.Key], plan, data))];

    /// <summary>Adds the gradient of the term, times its weight, to the weights' gradients.</summary>
    /// <param name="network">What is trained.</param>
    /// <param name="batch">What the step learns from.</param>
    /// <param name="step">Number of the step, for whatever is drawn: never state, so that a resumed run draws the same.</param>
    /// <returns>The term times its weight.</returns>
    public abstract double Backward(nn.Module<Tensor, Tensor> network, Batch batch, long step);

    public virtual void Dispose()
    {
    }
}
