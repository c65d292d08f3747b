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

    /// <summary>Told once a step is taken: adds what the term was to the epoch's sum.</summary>
    public void StepDone(TrainingState state)
    {
        Learned(state, loss ?? 0);
        loss = null;
    }

    /// <inheritdoc cref="Backward"/>
    protected abstract double AddGradient(LossStep at);

    /// <summary>Takes note of a step.</summary>
    /// <param name="state">The epoch's sums, and whatever else outlives a step.</param>
    /// <param name="before">The term times its weight before the step.</param>
    protected virtual void Learned(TrainingState state, double before) => state.LossSum += before;

    public virtual void Dispose()
    {
    }
}

/// <summary>What a term is asked of.</summary>
/// <param name="Network">What is trained.</param>
/// <param name="Batch">What the step learns from.</param>
/// <param name="Number">Steps done before, for whatever is drawn: never state, so that a resumed run draws the same.</param>
/// <param name="Balance">How terms are weighed against each other; changed between steps only.</param>
/// <param name="Before">The terms before this one, added up, each times its weight; their gradient is in the weights.</param>
readonly record struct LossStep(nn.Module<Tensor, Tensor> Network, Batch Batch, long Number, BalanceState Balance, double Before);
