namespace SurrogateEngine.Trainers;

/// <summary>A network that can say what it computes in ONNX's operators. One that cannot is refused by name when somebody exports
/// it.</summary>
interface IOnnxNetwork
{
    /// <summary>Adds what <c>forward</c> does with rows of scaled parameters.</summary>
    /// <param name="graph">Receives operators and weights.</param>
    /// <param name="inputs">Name of the inputs, shape [rows, parameters].</param>
    /// <returns>Name of the normalized curves, shape [rows, points].</returns>
    string ToOnnx(OnnxGraph graph, string inputs);
}
