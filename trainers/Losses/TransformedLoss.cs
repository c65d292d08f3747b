using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Squared error of the transformed, normalised curve: every time counts the same, also where curves are flat or tiny.</summary>
sealed class TransformedLoss : PointLoss
{
    public override string Name => "transformed";

    public override int Rank => 3;

    public override Tensor Weight(Tensor curves, Tensor slope, int outputs) => ones_like(curves);
}
