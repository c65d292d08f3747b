namespace SurrogateEngine.Trainers;

/// <content>The same scaling in ONNX's operators.</content>
sealed partial class InputScaling
{
    /// <summary>Adds <see cref="Scale"/>; in single precision throughout.</summary>
    /// <returns>Name of the scaled parameters.</returns>
    public string ToOnnx(OnnxGraph graph, string parameters)
    {
        string x = !isLog.Contains(true) ? parameters
            : !isLog.Contains(false) ? graph.Log(parameters)
            : graph.Node("Where", [graph.Truths(isLog), graph.Log(parameters), parameters]);
        return graph.Add(graph.Multiply(x, graph.Constant(Floats(slope), Count)), graph.Constant(Floats(offset), Count));
    }

    static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];
}
