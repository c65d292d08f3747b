using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What one step learns from.</summary>
/// <remarks>Where several networks learn at once, each has rows of its own: the first run of rows is the first member's, and so
/// on.</remarks>
/// <param name="Inputs">Scaled parameters, shape [rows, parameters].</param>
/// <param name="RootWeights">Square root of each point's weight in the loss, shape [rows, points].</param>
/// <param name="Targets">What the network should give times <paramref name="RootWeights"/>, same shape.</param>
readonly record struct Batch(Tensor Inputs, Tensor RootWeights, Tensor Targets)
{
    /// <summary>Derivatives of the curves, where a loss asks for them.</summary>
    public SensitivityTargets? Sensitivities { get; init; }
}

/// <summary>What the derivatives of a batch's curves by the scaled parameters should be, relative to each curve's size.</summary>
/// <param name="Weights">d(curve)/d(network's output) over the curve's size, shape [rows, points].</param>
/// <param name="Sensitivities">d(curve)/d(scaled parameter) over the curve's size, shape [rows, points, parameters].</param>
sealed record SensitivityTargets(Tensor Weights, Tensor Sensitivities)
{
    /// <summary>How much each parameter counts, shape [parameters], 0 where its sensitivities are not known; null where all count
    /// alike.</summary>
    public Tensor? Shares { get; init; }
}

/// <summary>
/// Hands out batches by number, never by what was handed out before, so that a resumed run asks for the next one and gets
/// exactly what an uninterrupted run would have got. Rows in memory or samples simulated as they are asked for.
/// </summary>
abstract class BatchSource : IDisposable
{
    /// <summary>Batches in an epoch.</summary>
    public abstract int Batches { get; }

    /// <summary>Rows in a batch, of each member.</summary>
    public abstract int Rows { get; }

    /// <summary>Who waited for whom, where samples are simulated as they are asked for.</summary>
    public virtual WaitingTimes? Waiting => null;

    /// <summary>One batch; its tensors belong to the caller's dispose scope.</summary>
    public abstract Batch Get(int epoch, int batch);

    /// <summary>The same batch for the fused step, on the host; what it points to lives until the caller's dispose scope ends or the next
    /// batch is asked for.</summary>
    public virtual FusedBatch Locate(int epoch, int batch) => FusedBatch.Of(Get(epoch, batch));

    public abstract void Dispose();
}
