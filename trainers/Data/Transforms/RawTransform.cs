using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>z = q.</summary>
sealed class RawTransform : CurveTransform
{
    public override string Name => "raw";

    public override int Rank => 1;

    public override double Floor => float.MinValue;

    public override double Ceiling => float.MaxValue;

    public override Tensor Forward(Tensor q) => q.clone();

    public override Tensor Inverse_(Tensor z) => z;

    public override string InverseToOnnx(OnnxGraph graph, string z) => z;

    public override Tensor InverseDerivative(Tensor z) => ones_like(z);

    public override Tensor Derivative(Tensor q) => ones_like(q);
}
