using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// z = log(-log(1 - q)), the complementary log-log of a released fraction: for a first-order release z is log k + log t,
/// so the early decades of a curve count as much as the late ones and a prediction can't leave (0, 1).
/// Fractions within 1e-6 of 0 or 1 read as 1e-6 and 1 - 1e-6: z stays within -13.8 and 2.6.
/// </summary>
sealed class CloglogTransform : CurveTransform
{
    public override string Name => "cloglog";

    public override int Rank => 3;

    public override double Floor => Cloglog.Edge;

    public override double Ceiling => 1 - Cloglog.Edge;

    public override float Lowest => 0;

    public override float Highest => 1;

    public override Tensor Forward(Tensor q) => Hazard(q).log_();

    // 1 - exp(-exp z); expm1 keeps the digits of small fractions.
    public override Tensor Inverse_(Tensor z) => z.exp_().neg_().expm1().neg_();

    public override string InverseToOnnx(OnnxGraph graph, string z) => graph.Released(z);

    // dq/dz = exp(z) exp(-exp z).
    public override Tensor InverseDerivative(Tensor z) => (z - z.exp()).exp();

    // dq/dz = exp(z) exp(-exp z) = h (1 - q) with the hazard h = exp z = -log(1 - q).
    public override Tensor Derivative(Tensor q) => Hazard(q).mul_(1 - q.clamp(Floor, Ceiling));

    Tensor Hazard(Tensor q) => q.clamp(Floor, Ceiling).neg_().log1p().neg_();
}

/// <summary>The complementary log-log of one fraction.</summary>
public static class Cloglog
{
    /// <summary>Fractions nearer than this to 0 or 1 read as this far from it.</summary>
    public const double Edge = 1e-6;

    /// <summary>log(-log(1 - q)).</summary>
    public static double Of(double q) => Math.Log(-Math.Log(1 - Math.Clamp(q, Edge, 1 - Edge)));

    /// <summary>1 - exp(-exp z).</summary>
    public static double Inverse(double z) => 1 - Math.Exp(-Math.Exp(z));
}
