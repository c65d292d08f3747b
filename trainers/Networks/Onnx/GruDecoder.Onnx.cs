using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <content>The same walk along time in ONNX's operators.</content>
sealed partial class GruDecoder : IOnnxNetwork
{
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
