using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A part of the loss. Each runs its own backward, so that a gradient which comes from outside the tape, such as a kernel's,
/// enters with backward(gradient), and gradients add up in the network's weights whatever terms a plan combines. One subclass a
/// file.
/// </summary>
abstract class LossTerm : IDisposable
{
    double? loss;

    /// <summary>The loss it is, as plans name it; those of points are one.</summary>
    public abstract string Name { get; }

    /// <summary>What there is to tell of it for the epoch in work, besides the loss that all add up to.</summary>
    public virtual IEnumerable<(string Name, double Value)> Metrics => [];

    /// <summary>What it remembers from step to step, as a checkpoint keeps it; null for one that remembers nothing.</summary>
    public virtual JsonNode? State
    {
        get => null;
        set { }
    }

    /// <summary>The terms a plan asks for.</summary>
    /// <param name="plan">Losses and their weights.</param>
    /// <param name="data">What the run learns from.</param>
    /// <param name="networks">What is trained and its moving average, to be made ready if need be.</param>
    public static IReadOnlyList<LossTerm> Of(TrainingPlan plan, TrainingData data, params nn.Module<Tensor, Tensor>[] networks) =>
    [
        .. Losses.All.Where(loss => plan.Loss.Weights.GetValueOrDefault(loss.Name) > 0)
            .DistinctBy(loss => loss is PointwiseLoss ? typeof(PointwiseLoss) : loss.GetType())
            .Select(loss => (Loss: loss, Term: loss.Term(plan, data, networks)))
            .OrderBy(asked => asked.Loss is PointwiseLoss ? 0 : 1).Select(asked => asked.Term),
    ];

    /// <summary>Adds the gradient of the term, times its weight, to the weights' gradients.</summary>
    /// <returns>The term times its weight.</returns>
    public double Backward(LossStep at)
    {
        double now = AddGradient(at);
        // An optimizer may ask several times a step; the first answer is the loss before it.
        loss ??= now;
        return now;
    }

    /// <summary>Told once a step is taken.</summary>
    /// <returns>What the term counts in the epoch's loss.</returns>
    public double StepDone()
    {
        double counted = Learned(loss ?? 0);
        loss = null;
        return counted;
    }

    /// <summary>Told before the first step of an epoch: sums begin anew.</summary>
    public virtual void BeginEpoch()
    {
    }

    /// <inheritdoc cref="Backward"/>
    protected abstract double AddGradient(LossStep at);

    /// <summary>Takes note of a step.</summary>
    /// <param name="before">The term times its weight before the step.</param>
    /// <returns>What of it counts in the epoch's loss.</returns>
    protected virtual double Learned(double before) => before;

    public virtual void Dispose()
    {
    }
}

/// <summary>What a term is asked of.</summary>
/// <param name="Network">What is trained.</param>
/// <param name="Batch">What the step learns from.</param>
/// <param name="Number">Steps done before, for whatever is drawn: never state, so that a resumed run draws the same.</param>
/// <param name="Before">The terms before this one, added up, each times its weight; their gradient is in the weights.</param>
readonly record struct LossStep(nn.Module<Tensor, Tensor> Network, Batch Batch, long Number, double Before);
