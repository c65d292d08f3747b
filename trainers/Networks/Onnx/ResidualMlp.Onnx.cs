namespace SurrogateEngine.Trainers;

/// <content>The same layers in ONNX's operators.</content>
sealed partial class ResidualMlp : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = graph.Linear(inputs, first);
        foreach (var block in blocks)
            h = graph.Add(h, graph.Linear(graph.Activation(h), block));
        return graph.Linear(graph.Activation(h), last);
    }
}
