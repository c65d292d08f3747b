using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A part of the loss. Each runs its own backward, so that a gradient which comes from outside the tape, such as a kernel's,
/// enters with backward(gradient), and gradients add up in the network's weights whatever terms a plan combines. One subclass a
/// file, one line here.
/// </summary>
abstract class LossTerm : IDisposable
{
    /// <summary>In the order in which a step takes them: what is weighed against the others stands behind them.</summary>
    static readonly (string[] Losses, Maker Make)[] Makers =
    [
        ([.. PointLoss.Names], (_, _, _) => new CurveLoss()),
        ([SobolevLoss.Name], (plan, _, _) => new SobolevLoss(plan.Losses[SobolevLoss.Name], plan.Seed)),
        ([PhysicsLoss.Name], (plan, data, networks) => new PhysicsTerm(plan, data, networks)),
    ];

    double? loss;

    delegate LossTerm Maker(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor>[] networks);

    /// <summary>Every name a plan's losses may have.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. Makers.SelectMany(maker => maker.Losses)];

    /// <summary>The terms a plan asks for.</summary>
    /// <param name="plan">Losses and their weights.</param>
    /// <param name="data">What the run learns from.</param>
    /// <param name="networks">What is trained and its moving average, to be made ready if need be.</param>
    public static IReadOnlyList<LossTerm> Of(TrainingPlan plan, TrainingData data, params nn.Module<Tensor, Tensor>[] networks) =>
        [.. Makers.Where(maker => maker.Losses.Any(name => plan.Losses.GetValueOrDefault(name) > 0)).Select(maker => maker.Make(plan, data, networks))];

    /// <summary>Adds the gradient of the term, times its weight, to the weights' gradients.</summary>
    /// <returns>The term times its weight.</returns>
    public double Backward(LossStep at)
    {
        double now = AddGradient(at);
        // An optimiser may ask several times a step; the first answer is the loss before it.
        loss ??= now;
        return now;
    }

    /// <summary>Told once a step is taken: adds what the term was to the epoch's sum.</summary>
    public void StepDone(TrainingCursor cursor)
    {
        Learnt(cursor, loss ?? 0);
        loss = null;
    }

    /// <inheritdoc cref="Backward"/>
    protected abstract double AddGradient(LossStep at);

    /// <summary>Takes note of a step.</summary>
    /// <param name="cursor">The epoch's sums, and whatever else outlives a step.</param>
    /// <param name="before">The term times its weight before the step.</param>
    protected virtual void Learnt(TrainingCursor cursor, double before) => cursor.LossSum += before;

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
