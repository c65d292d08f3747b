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
