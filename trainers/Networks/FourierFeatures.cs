using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// sin(2 pi B x) and cos(2 pi B x) with B drawn from a normal distribution: networks learn fast changes of their inputs
/// sooner (Tancik et al., NeurIPS 2020). B is drawn by the plan's seed and kept in the surrogate.
/// </summary>
sealed class FourierFeatures : Feature, IOnnxNetwork
{
    readonly Tensor frequencies;

    /// <summary>Features with freshly drawn frequencies.</summary>
    /// <param name="inputs">Scaled parameters in a row.</param>
    /// <param name="waves">Sines, and as many cosines.</param>
    /// <param name="scale">Deviation of the frequencies, in waves over a distance of one; a parameter's range is two long.</param>
    public FourierFeatures(int inputs, int waves, double scale) : base("fourier")
    {
        Count = 2 * waves;
        frequencies = (randn(waves, inputs) * (2 * Math.PI * scale)).DetachFromDisposeScope();
        RegisterComponents();
    }

    public override int Count { get; }

    public override Tensor forward(Tensor x)
    {
        var angles = nn.functional.linear(x, frequencies);
        return cat([angles.sin(), angles.cos()], 1);
    }

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string angles = graph.Linear(inputs, frequencies);
        return graph.Join([graph.Node("Sin", [angles]), graph.Cos(angles)]);
    }
}

/// <summary>Makes them.</summary>
sealed class FourierFeaturesFactory : FeatureFactory
{
    public override string Name => "fourier";

    public override int Rank => 3;

    public override Feature Create(NetworkShape shape, TrainingPlan plan) =>
        new FourierFeatures(shape.Inputs, plan.Network.FourierFeatures, plan.Network.FourierScale);
}
