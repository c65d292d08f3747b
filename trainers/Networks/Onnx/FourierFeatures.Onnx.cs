namespace SurrogateEngine.Trainers;

/// <content>The same features in ONNX's operators.</content>
sealed partial class FourierFeatures : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string angles = graph.Linear(inputs, frequencies);
        return graph.Join([graph.Node("Sin", [angles]), graph.Cos(angles)]);
    }
}
