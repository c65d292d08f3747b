namespace SurrogateEngine.Trainers;

/// <content>The same map in ONNX's operators: it is linear, so that of the members' mean is the mean of theirs.</content>
sealed partial class PhysicsEnsemble : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs) => graph.Linear(graph.Network(core, inputs), curves);
}
