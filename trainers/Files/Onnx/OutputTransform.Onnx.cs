namespace SurrogateEngine.Trainers;

/// <content>The way back to curves in ONNX's operators.</content>
sealed partial class OutputTransform
{
    /// <summary>Adds <see cref="ToCurves_"/>.</summary>
    /// <returns>Name of the curves, shape [rows, points].</returns>
    public string ToOnnx(OnnxGraph graph, string given)
    {
        string z = graph.Add(graph.Multiply(given, graph.Constant(Deviation, Deviation.Length)), graph.Constant(Mean, Mean.Length));
        return transforms.Distinct().Count() == 1
            ? transforms[0].InverseToOnnx(graph, z)
            : graph.Join([.. transforms.Select((transform, output) =>
                transform.InverseToOnnx(graph, graph.Slice(z, 1, output * times, (output + 1) * times)))]);
    }
}
