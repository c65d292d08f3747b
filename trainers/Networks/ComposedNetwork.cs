using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>Features of the inputs, a body that does the work, and heads that give its result the form of a curve.</summary>
sealed class ComposedNetwork : Module<Tensor, Tensor>, IDenseNetwork, IOnnxNetwork
{
    readonly FeatureSet? features;
    readonly Module<Tensor, Tensor> body;
    readonly PodHead? basis;
    readonly MonotoneHead? monotone;

    /// <summary>Puts the parts together; a part that is null is left out.</summary>
    public ComposedNetwork(FeatureSet? features, Module<Tensor, Tensor> body, PodHead? basis, MonotoneHead? monotone) : base("composed")
    {
        (this.features, this.body, this.basis, this.monotone) = (features, body, basis, monotone);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = body.forward(features is null ? x : features.forward(x));
        if (basis is not null)
            y = basis.forward(y);
        return monotone is null ? y : monotone.forward(y);
    }

    public DenseStack? Dense()
    {
        if (monotone is not null || (body as IDenseNetwork)?.Dense() is not { } stack)
            return null;
        stack = basis is null ? stack : basis.Behind(stack);
        return features is null ? stack : stack with { Features = [features] };
    }

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string y = graph.Network(body, features is null ? inputs : graph.Network(features, inputs));
        if (basis is not null)
            y = graph.Network(basis, y);
        return monotone is null ? y : graph.Network(monotone, y);
    }
}
