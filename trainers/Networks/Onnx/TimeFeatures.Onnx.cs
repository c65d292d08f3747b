namespace SurrogateEngine.Trainers;

/// <content>The same features in ONNX's operators.</content>
static partial class TimeFeatures
{
    /// <summary>Adds <see cref="Of"/>.</summary>
    public static string ToOnnx(OnnxGraph graph, string tau)
    {
        string angle = graph.Multiply(graph.Add(tau, graph.Number(1)), graph.Number((float)(Math.PI / 2)));
        string[] cosines = [.. Enumerable.Range(1, Harmonics).Select(k => graph.Cos(graph.Multiply(angle, graph.Number(k))))];
        return graph.Node("Concat", [tau, .. cosines], ("axis", -1L));
    }
}
