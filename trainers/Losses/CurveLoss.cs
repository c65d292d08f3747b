using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

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
