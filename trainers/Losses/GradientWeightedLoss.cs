using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>The relative loss, counting each point by how much the curve moves around it: bursts and second rises more than
/// plateaus.</summary>
sealed class GradientWeightedLoss : PointwiseLoss
{
    /// <summary>Share of the weight that every point has, however flat the curve.</summary>
    public const float Everywhere = 0.1f;

    public override string Name => "gradient-weighted";

    public override int Rank => 4;

    public override Tensor Weight(Tensor curves, Tensor derivative, int outputs)
    {
        long rows = curves.shape[0], times = curves.shape[1] / outputs;
        var q = curves.reshape(rows, outputs, times);
        var moves = q.diff(dim: 2).abs();
        var none = DeviceTensors.Zeros([rows, outputs, 1], curves.device);
        var around = cat([none, moves], 2) + cat([moves, none], 2);
        var share = around / around.mean([2], keepdim: true).clamp(min: 1e-12);
        return new RelativeLoss().Weight(curves, derivative, outputs) * (share * (1 - Everywhere) + Everywhere).reshape(rows, -1);
    }
}
