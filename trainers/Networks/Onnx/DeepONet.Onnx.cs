using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <content>The same sum over modes in ONNX's operators.</content>
sealed partial class DeepONet : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string b = graph.Reshape(graph.Network(branch, inputs), 0, outputs, modes);
        string y = graph.MatMul(b, shift is null ? FixedTrunk(graph) : StretchedTrunk(graph, graph.Linear(inputs, shift)));
        return graph.Reshape(graph.Add(y, graph.Constant(offset)), 0, -1);
    }

    // Without a clock of its own for each formulation the trunk is a table, shape [modes, times].
    string FixedTrunk(OnnxGraph graph)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        return graph.Constant(trunk.forward(TimeFeatures.Of(tau)).t().contiguous());
    }

    // Shape [rows, modes, times].
    string StretchedTrunk(OnnxGraph graph, string shifts)
    {
        long times = tau.shape[0];
        string clock = graph.Add(graph.Constant(tau), graph.Reshape(shifts, 0, 1, Shifts));
        string features = graph.Reshape(TimeFeatures.ToOnnx(graph, graph.Reshape(clock, 0, 0, 0, 1)), -1, Shifts * TimeFeatures.Count);
        return graph.Transpose(graph.Reshape(graph.Network(trunk, features), -1, times, modes), 0, 2, 1);
    }
}
