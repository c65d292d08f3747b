using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Squared relative error of d(curve)/d(parameter), estimated without bias along one random direction over the points a step
/// (stochastic Sobolev training; Czarnecki et al., NeurIPS 2017, section 3): one double backward whatever the number of
/// points or parameters.
/// </summary>
sealed class SobolevLoss(double weight, long seed) : LossTerm
{
    /// <summary>Its name in plans.</summary>
    public const string PlanName = "sobolev";

    public override string Name => PlanName;

    protected override double AddGradient(LossStep at)
    {
        var known = at.Batch.Sensitivities ?? throw new InvalidOperationException("The batch carries no sensitivities.");
        var x = at.Batch.Inputs.detach().requires_grad_();
        var signs = Signs(known.Weights, at.Number);
        var along = VectorJacobianProduct.Of(at.Network.forward(x), x, signs * known.Weights);
        var truth = signs.unsqueeze(1).bmm(known.Sensitivities).squeeze(1);
        var missed = along - truth;
        if (known.Shares is not null)
            missed = missed * known.Shares;
        var loss = missed.square().sum(1).mean() * (weight / known.Weights.shape[1]);
        loss.backward();
        return loss.to_type(ScalarType.Float64).Double();
    }

    // Plus or minus one for each point, counted off from (seed, step).
    Tensor Signs(Tensor like, long step)
    {
        var signs = new float[like.numel()];
        ulong stream = SplitMix64.Hash((ulong)seed, (ulong)step, 1);
        for (int i = 0; i < signs.Length; i++)
            signs[i] = (SplitMix64.Hash(stream + (ulong)i) & 1) == 0 ? -1 : 1;
        return DeviceTensors.Of(signs, like.shape, like.device).to_type(like.dtype);
    }
}

/// <summary>Makes it.</summary>
sealed class Sobolev : Loss
{
    public override string Name => SobolevLoss.PlanName;

    public override int Rank => 10;

    internal override LossTerm Term(TrainingPlan plan, TrainingData data, nn.Module<Tensor, Tensor>[] networks) =>
        new SobolevLoss(plan.Loss.Weights[Name], plan.Seed);
}
