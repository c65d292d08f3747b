namespace SurrogateEngine.Trainers;

/// <content>The same features in ONNX's operators.</content>
sealed partial class ParameterRatios : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Linear(inputs, weights);
}
