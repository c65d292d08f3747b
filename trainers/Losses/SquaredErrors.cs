using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>Squared relative L2 error of a curve, |q' - q|^2 / |q|^2, averaged over curves.</summary>
sealed class RelativeLoss : PointwiseLoss
{
    public override string Name => "relative";

    public override int Rank => 1;

    // A curve that is zero everywhere would weigh infinitely much.
    public override Tensor Weight(Tensor curves, Tensor derivative, int outputs) =>
        derivative.square() / curves.square().mean([1], keepdim: true).clamp(1e-8, float.MaxValue);
}

/// <summary>Squared error of the curve in its own unit.</summary>
sealed class AbsoluteLoss : PointwiseLoss
{
    public override string Name => "absolute";

    public override int Rank => 2;

    public override Tensor Weight(Tensor curves, Tensor derivative, int outputs) => derivative.square();
}

/// <summary>Squared error of the transformed, normalized curve: every time counts the same, also where curves are flat or tiny.</summary>
sealed class TransformedLoss : PointwiseLoss
{
    public override string Name => "transformed";

    public override int Rank => 3;

    public override Tensor Weight(Tensor curves, Tensor derivative, int outputs) => ones_like(curves);
}
