namespace SurrogateEngine.Trainers;

/// <content>Their mean in ONNX's operators.</content>
sealed partial class SeparateMembers : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs) =>
        graph.Node("Mean", [.. members.Select(member => graph.Network(member, inputs))]);
}
