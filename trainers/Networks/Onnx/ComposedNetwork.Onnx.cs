namespace SurrogateEngine.Trainers;

/// <content>The same parts in ONNX's operators.</content>
sealed partial class ComposedNetwork : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string y = graph.Network(body, features is null ? inputs : graph.Network(features, inputs));
        if (basis is not null)
            y = graph.Network(basis, y);
        return monotone is null ? y : graph.Network(monotone, y);
    }
}
