using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A loss that is a weighted square of the network's error at each point: mean over rows and points of w (z' - z)^2.
/// Errors of the curve itself are such losses too, to first order: dq = (dq/dz) dz. Weights of several losses add up to one,
/// so a step costs the same whatever a plan combines. One subclass a file.
/// </summary>
public abstract class PointwiseLoss : Loss
{
    /// <summary>The weight of each point.</summary>
    /// <param name="curves">True curves, shape [rows, points].</param>
    /// <param name="derivative">How far a curve moves where the network's output moves by one, same shape.</param>
    /// <param name="outputs">Curves in a row, one after the other.</param>
    public abstract Tensor Weight(Tensor curves, Tensor derivative, int outputs);

    /// <summary>Square root of the added-up weights of the losses a plan asks for.</summary>
    internal static Tensor RootWeight(IReadOnlyDictionary<string, double> losses, Tensor curves, Tensor derivative, int outputs = 1)
    {
        var total = zeros_like(curves);
        foreach (var loss in Losses.All.OfType<PointwiseLoss>())
            if (losses.TryGetValue(loss.Name, out double weight))
                total = total.add(loss.Weight(curves, derivative, outputs), alpha: weight);
        return total.sqrt();
    }

    internal override LossTerm Term(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor>[] networks) => new CurveLoss();
}

/// <summary>The error of the batch's curves: all losses of points that a plan combines, whose weights the batch carries.</summary>
sealed class CurveLoss : LossTerm
{
    public override string Name => "curves";

    protected override double AddGradient(LossStep at)
    {
        var loss = nn.functional.mse_loss(at.Network.forward(at.Batch.Inputs) * at.Batch.RootWeights, at.Batch.Targets);
        loss.backward();
        return loss.Number();
    }
}
