namespace SurrogateEngine.Trainers;

/// <content>The same product in ONNX's operators.</content>
sealed partial class PodHead : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs) => graph.MatMul(inputs, graph.Constant(modes));
}
