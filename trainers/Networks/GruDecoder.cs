using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Walks along time with gated recurrent units (Cho et al., EMNLP 2014): the formulation sets the first state and is told
/// again at every time together with the time; each state gives the outputs of its time.
/// </summary>
sealed class GruDecoder : Module<Tensor, Tensor>, IDerivesBuffers, IOnnxNetwork
{
    readonly Linear start, last;
    readonly GRU gru;
    readonly Tensor times;
    readonly int layers, width;

    /// <summary>A network with fresh weights.</summary>
    /// <param name="shape">Inputs of a row; outputs and their times.</param>
    /// <param name="width">Units in a layer.</param>
    /// <param name="layers">Layers, at least one.</param>
    public GruDecoder(BodyShape shape, int width, int layers) : base("gru")
    {
        (this.width, this.layers) = (width, layers);
        start = Linear(shape.Inputs, layers * width);
        gru = GRU(shape.Inputs + TimeFeatures.Count, width, layers);
        last = Linear(width, shape.Outputs);
        var tau = tensor(TimeFeatures.LogTimes(shape.Times), [shape.Times.Count, 1, 1]);
        times = TimeFeatures.Of(tau).DetachFromDisposeScope();
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        long rows = x.shape[0], steps = times.shape[0];
        var first = start.forward(x).tanh().reshape(rows, layers, width).transpose(0, 1).contiguous();
        var inputs = cat([x.unsqueeze(0).expand(steps, -1, -1), times.expand(-1, rows, -1)], 2);
        var (states, _) = gru.call(inputs, first);
        return last.forward(states).permute(1, 2, 0).reshape(rows, -1);
    }

    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        long steps = times.shape[0];
        string first = graph.Tanh(graph.Linear(inputs, start)), rows = graph.Node("Unsqueeze", [inputs, graph.Integers(0)]);
        // Adding zeros of the other's size stretches both to [steps, rows, ...].
        string told = graph.Add(rows, graph.Constant(zeros(steps, 1, 1)));
        string time = graph.Add(graph.Constant(times), graph.Multiply(graph.Slice(rows, 2, 0, 1), graph.Number(0)));
        string states = graph.Node("Concat", [told, time], ("axis", 2L));
        for (int layer = 0; layer < layers; layer++)
            states = Layer(graph, layer, states, graph.Node("Unsqueeze",
                [graph.Slice(first, 1, layer * width, (layer + 1) * width), graph.Integers(0)]));
        string curves = graph.Add(graph.MatMul(states, graph.Constant(last.weight!.t().contiguous())), graph.Constant(last.bias!));
        return graph.Reshape(graph.Transpose(curves, 1, 2, 0), 0, -1);
    }

    string Layer(OnnxGraph graph, int layer, string x, string first)
    {
        var weights = gru.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        string w = Gates($"weight_ih_l{layer}"), r = Gates($"weight_hh_l{layer}");
        var biases = cat([Reordered(weights[$"bias_ih_l{layer}"]), Reordered(weights[$"bias_hh_l{layer}"])]).unsqueeze(0);
        string all = graph.Node("GRU", [x, w, r, graph.Constant(biases.contiguous()), "", first], ("hidden_size", (long)width),
            ("linear_before_reset", 1L));
        return graph.Node("Squeeze", [all, graph.Integers(1)]);

        string Gates(string name) => graph.Constant(Reordered(weights[name]).unsqueeze(0).contiguous());
    }

    // Here the gates come as reset, update, new; there as update, reset, new.
    Tensor Reordered(Tensor gates) => cat([gates.narrow(0, width, width), gates.narrow(0, 0, width), gates.narrow(0, 2 * width, width)]);
}

/// <summary>Makes them.</summary>
sealed class GruDecoderFactory : NetworkFactory
{
    public override string Name => "gru";

    public override int Rank => 3;

    public override Module<Tensor, Tensor> Create(BodyShape shape, TrainingPlan plan) =>
        new GruDecoder(shape, plan.Network.Width, plan.Network.Depth);
}
