namespace SurrogateEngine.Trainers;

/// <content>The same features in ONNX's operators.</content>
sealed partial class FeatureSet : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs) =>
        graph.Join([inputs, .. features.Select(feature => graph.Network(feature, inputs))]);
}
