using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Squared error of the curve in its own unit.</summary>
sealed class AbsoluteLoss : PointwiseLoss
{
    public override string Name => "absolute";

    public override int Rank => 2;

    public override Tensor Weight(Tensor curves, Tensor derivative, int outputs) => derivative.square();
}
