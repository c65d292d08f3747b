namespace SurrogateEngine.Trainers;

/// <content>The same layers in ONNX's operators, which broadcast the rows to all members by themselves.</content>
sealed partial class StackedResidualMlp : IOnnxNetwork
{
    public string ToOnnx(OnnxGraph graph, string inputs)
    {
        string h = Layer(graph, 0, inputs);
        for (int i = 1; i < weights.Length - 1; i++)
            h = graph.Add(h, Layer(graph, i, graph.Activation(h)));
        return graph.Node("ReduceMean", [Layer(graph, weights.Length - 1, graph.Activation(h))], ("axes", new long[] { 0 }),
            ("keepdims", 0L));
    }

    string Layer(OnnxGraph graph, int i, string x) => graph.Add(
        graph.MatMul(x, graph.Constant(weights[i].Floats(), weights[i].shape)), graph.Constant(biases[i].Floats(), biases[i].shape));
}
