using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Squared error of the transformed, normalized curve: every time counts the same, also where curves are flat or tiny.</summary>
sealed class TransformedLoss : PointwiseLoss
{
    public override string Name => "transformed";

    public override int Rank => 3;

    public override Tensor Weight(Tensor curves, Tensor derivative, int outputs) => ones_like(curves);
}
