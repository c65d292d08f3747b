using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>z = log q, for outputs without an upper end such as concentrations. Values below 1e-9 read as 1e-9.</summary>
sealed class LogTransform : CurveTransform
{
    public override string Name => "log";

    public override int Rank => 2;

    public override double Floor => 1e-9;

    public override double Ceiling => float.MaxValue;

    public override float Lowest => 0;

    public override Tensor Forward(Tensor q) => q.clamp(Floor, Ceiling).log();

    public override Tensor Inverse_(Tensor z) => z.exp_();

    public override string InverseToOnnx(OnnxGraph graph, string z) => graph.Exp(z);

    public override Tensor InverseDerivative(Tensor z) => z.exp();

    public override Tensor Derivative(Tensor q) => q.clamp(Floor, Ceiling);
}
