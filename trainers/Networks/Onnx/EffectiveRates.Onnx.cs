namespace SurrogateEngine.Trainers;

/// <content>The same features in ONNX's operators.</content>
sealed partial class EffectiveRates : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string values = graph.Add(graph.Multiply(inputs, graph.Constant(slope)), graph.Constant(offset));
        bool[] straight = [.. isStraight.Floats().ToArray().Select(value => value > 0)];
        string logs = graph.Node("Where", [graph.Truths(straight), graph.Log(graph.Node("Max", [values, graph.Number((float)Tiny)])),
            values]);
        string turns = graph.Node("Clip", [graph.Linear(logs, combine, shift), graph.Number(-30), graph.Number(30)]);
        string released = graph.Released(graph.Add(graph.Reshape(turns, 0, 1, combine.shape[0]), graph.Constant(moments)));
        return graph.Join([graph.Multiply(turns, graph.Constant(scale)), graph.Reshape(released, 0, -1)]);
    }
}
