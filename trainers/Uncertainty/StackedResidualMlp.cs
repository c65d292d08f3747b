using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>An ensemble of <see cref="ResidualMlp"/> whose members' weights are stacked, so that a layer of all members is one batched
/// product.</summary>
sealed class StackedResidualMlp : EnsembleNetwork, IDenseNetwork, IOnnxNetwork
{
    // Layer i of all members: weights [members, inputs, outputs] and biases [members, 1, outputs].
    readonly Parameter[] weights, biases;
    readonly Func<Tensor, Tensor> activation;

    /// <summary>Takes the weights of networks of one shape; the networks are of no use afterwards.</summary>
    public StackedResidualMlp(IReadOnlyList<ResidualMlp> members) : base("stacked-residual-mlp", members.Count)
    {
        int layers = members[0].Layers.Count;
        activation = members[0].Activation;
        (weights, biases) = (new Parameter[layers], new Parameter[layers]);
        using (no_grad())
        {
            for (int i = 0; i < layers; i++)
            {
                weights[i] = Parameter(stack(members.Select(member => member.Layers[i].weight!.t())));
                biases[i] = Parameter(stack(members.Select(member => member.Layers[i].bias!.unsqueeze(0))));
                register_parameter($"weight{i}", weights[i]);
                register_parameter($"bias{i}", biases[i]);
            }
        }
        foreach (var member in members)
            member.Dispose();

        static Parameter Parameter(Tensor stacked) => new(stacked.contiguous().detach());
    }

    public override void Moved()
    {
        for (int i = 0; i < weights.Length; i++)
            (weights[i], biases[i]) = (get_parameter($"weight{i}")!, get_parameter($"bias{i}")!);
    }

    public override Tensor Each(Tensor x)
    {
        var h = Layer(0, x);
        for (int i = 1; i < weights.Length - 1; i++)
            h = h + Layer(i, activation(h));
        return Layer(weights.Length - 1, activation(h));
    }

    // Not baddbmm: TorchSharp 0.107 hands its arguments to the native library in another order.
    Tensor Layer(int i, Tensor x) => x.bmm(weights[i]).add_(biases[i]);

    public DenseStack Dense() => new(Activations.NameOf(activation), [.. Enumerable.Range(0, Members).Select(LayersOf)]);

    IReadOnlyList<DenseLayer> LayersOf(int member) =>
    [
        .. weights.Select((weight, i) =>
            new DenseLayer(weight, biases[i], InputsFirst: true, member, Activates: i > 0, Residual: i > 0 && i < weights.Length - 1)),
    ];

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = Layer(graph, 0, inputs);
        for (int i = 1; i < weights.Length - 1; i++)
            h = graph.Add(h, Layer(graph, i, graph.Activation(h)));
        return graph.Node("ReduceMean", [Layer(graph, weights.Length - 1, graph.Activation(h))], ("axes", new long[] { 0 }),
            ("keepdims", 0L));
    }

    string Layer(OnnxGraph graph, int i, string x) => graph.Add(
        graph.MatMul(x, graph.Constant(weights[i].Floats(), weights[i].shape)), graph.Constant(biases[i].Floats(), biases[i].shape));
}
