using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Dense layers of one width, each adding to what the layers before it found: h &lt;- h + W a(h) + b, the pre-activation
/// residual block of He et al. (2016) with one matrix. The identity path lets deep stacks of small layers train at high
/// learning rates.
/// </summary>
sealed class ResidualMlp : Module<Tensor, Tensor>, IDenseNetwork, IRunsInLanes, IOnnxNetwork
{
    readonly Linear first, last;
    readonly Linear[] blocks;
    readonly Func<Tensor, Tensor> activation;

    /// <summary>A network with fresh weights.</summary>
    /// <param name="inputs">Inputs of a row.</param>
    /// <param name="width">Neurons in a layer.</param>
    /// <param name="depth">Residual blocks.</param>
    /// <param name="points">Outputs of a row.</param>
    /// <param name="activation">Elementwise, before each block and the last layer.</param>
    public ResidualMlp(int inputs, int width, int depth, int points, Func<Tensor, Tensor> activation) : base("residual-mlp")
    {
        first = Linear(inputs, width);
        blocks = [.. Enumerable.Range(0, depth).Select(_ => Linear(width, width))];
        last = Linear(width, points);
        this.activation = activation;
        RegisterComponents();
        for (int i = 0; i < depth; i++)
            register_module($"block{i}", blocks[i]);
    }

    /// <summary>All layers in their order.</summary>
    public IReadOnlyList<Linear> Layers => [first, .. blocks, last];

    /// <summary>What stands between them.</summary>
    public Func<Tensor, Tensor> Activation => activation;

    public override Tensor forward(Tensor x)
    {
        var h = first.forward(x);
        foreach (var block in blocks)
            h = h + block.forward(activation(h));
        return last.forward(activation(h));
    }

    /// <summary>The same layers for the fused step.</summary>
    public DenseStack Dense() => new(Activations.NameOf(activation),
    [[
        new DenseLayer(first.weight, first.bias),
        .. blocks.Select(block => new DenseLayer(block.weight, block.bias, Activates: true, Residual: true)),
        new DenseLayer(last.weight, last.bias, Activates: true),
    ]]);

    /// <summary>The same layers for formulations in vector lanes.</summary>
    public LaneNetwork? InLanes() =>
        LaneNetwork.Of(Activations.NameOf(activation), Packed(first), [.. blocks.Select(Packed)], Packed(last));

    static LaneLayer Packed(Linear layer) => new(layer.weight.Floats(), layer.bias!.Floats());

    /// <summary>The same layers in ONNX's operators.</summary>
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = graph.Linear(inputs, first);
        foreach (var block in blocks)
            h = graph.Add(h, graph.Linear(graph.Activation(h), block));
        return graph.Linear(graph.Activation(h), last);
    }
}

/// <summary>Makes them.</summary>
sealed class ResidualMlpFactory : NetworkFactory
{
    public override string Name => "residual-mlp";

    public override int Rank => 1;

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new ResidualMlp(shape.Inputs, plan.Network.Width, plan.Network.Depth, shape.Points, Activations.Named(plan.Network.Activation));
}
