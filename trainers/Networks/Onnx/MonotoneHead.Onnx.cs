using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <content>The same sums in ONNX's operators.</content>
sealed partial class MonotoneHead : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string x = graph.Reshape(inputs, 0, outputs, times);
        string first = graph.Add(graph.Multiply(graph.Slice(x, 2, 0, 1), First(deviation)), First(mean));
        string increments = graph.Multiply(graph.Node("Softplus", [graph.Add(graph.Slice(x, 2, 1, times), Rest(bias))]), Rest(step));
        string curve = graph.Node("CumSum", [graph.Node("Concat", [first, increments], ("axis", 2L)), graph.Integer(2)]);
        return graph.Reshape(graph.Divide(graph.Subtract(curve, graph.Constant(mean)), graph.Constant(deviation)), 0, -1);

        string First(Tensor fixedNumbers) => graph.Constant(fixedNumbers.narrow(1, 0, 1).contiguous());

        string Rest(Tensor fixedNumbers) => graph.Constant(fixedNumbers.narrow(1, 1, times - 1).contiguous());
    }
}
