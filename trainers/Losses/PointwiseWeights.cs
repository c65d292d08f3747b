using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>What each point weighs in the losses of a plan: its losses of points added up, times the plan's weight of its time.</summary>
sealed class PointwiseWeights
{
    readonly IReadOnlyDictionary<string, double> losses;
    readonly int outputs;
    readonly float[]? roots;

    /// <summary>The weights of a plan for curves of a space.</summary>
    /// <exception cref="RefusedException">The plan's time weights are not as many as the output times.</exception>
    public PointwiseWeights(TrainingPlan plan, CurveSpace space)
    {
        (losses, outputs) = (plan.Loss.Weights, space.Outputs.Count);
        if (plan.Loss.TimeWeights.Count == 0)
            return;
        if (plan.Loss.TimeWeights.Count != space.Times.Count)
            throw new RefusedException(
                $"The plan's time_weights are {plan.Loss.TimeWeights.Count} and the curves have {space.Times.Count} output times: give one weight a time, or none.");
        roots = [.. Enumerable.Repeat(plan.Loss.TimeWeights.Select(w => (float)Math.Sqrt(w)), outputs).SelectMany(w => w)];
    }

    /// <summary>The plan's losses and their weights.</summary>
    public IReadOnlyDictionary<string, double> Losses => losses;

    /// <summary>Square root of the plan's weight of each point's time, shape [points]; null where all count alike.</summary>
    public float[]? TimeRoots => roots;

    /// <summary>Square root of each point's weight, shape [rows, points].</summary>
    /// <param name="curves">True curves, same shape.</param>
    /// <param name="derivative">How far a curve moves where the network's output moves by one, same shape.</param>
    public Tensor Root(Tensor curves, Tensor derivative)
    {
        var root = PointwiseLoss.RootWeight(losses, curves, derivative, outputs);
        return roots is null ? root : root.mul_(DeviceTensors.Of(roots, [roots.Length], root.device));
    }
}
