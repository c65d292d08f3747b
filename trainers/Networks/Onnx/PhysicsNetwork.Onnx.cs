namespace SurrogateEngine.Trainers;

/// <content>The same map in ONNX's operators.</content>
sealed partial class PhysicsNetwork : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Linear(graph.Network(core, inputs), curves);
}
