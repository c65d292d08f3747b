using static TorchSharp.torch;

namespace SurrogateEngine.Trainers;

/// <summary>
/// Predicts curves and their exact derivatives by the parameters: the network's own backward pass, between the derivatives of the
/// transform behind it and of the scaling before it. Every point of a formulation has a row of its own, so that one pass gives all.
/// </summary>
sealed class GradientPredictor(nn.Module<Tensor, Tensor> network, InputScaling scaling, OutputTransform transform)
{
    const int MostRows = 4096;

    /// <summary>Predicts <paramref name="count"/> formulations.</summary>
    /// <param name="parameters">Shape [count, parameters].</param>
    /// <param name="count">Formulations.</param>
    /// <param name="curves">Receives shape [count, points].</param>
    /// <param name="gradient">Receives shape [parameters, count, points].</param>
    public void Run(ReadOnlySpan<double> parameters, int count, Span<float> curves, Span<double> gradient)
    {
        int inputs = scaling.Count, points = transform.Mean.Length, chunk = Math.Max(1, MostRows / points);
        var scale = new double[inputs];
        for (int at = 0; at < count; at += chunk)
        {
            int rows = Math.Min(chunk, count - at);
            using var scope = NewDisposeScope();
            var formulations = parameters.Slice(at * inputs, rows * inputs);
            var (found, derivatives) = Differentiate(formulations, rows, points);
            found.CopyTo(curves.Slice(at * points, rows * points));
            for (int row = 0; row < rows; row++)
            {
                scaling.Derivative(formulations.Slice(row * inputs, inputs), scale);
                for (int p = 0; p < inputs; p++)
                    for (int j = 0; j < points; j++)
                        gradient[(p * count + at + row) * points + j] = scale[p] * derivatives[(row * points + j) * inputs + p];
            }
        }
    }

    /// <summary>Curves, shape [rows, points], and their derivatives by the scaled inputs, shape [rows, points, inputs].</summary>
    (float[] Curves, float[] Derivatives) Differentiate(ReadOnlySpan<double> formulations, int rows, int points)
    {
        int inputs = scaling.Count;
        var each = new float[rows * inputs];
        scaling.Scale(formulations, each);
        var repeated = new float[rows * points * inputs];
        for (int row = 0; row < rows; row++)
            for (int j = 0; j < points; j++)
                each.AsSpan(row * inputs, inputs).CopyTo(repeated.AsSpan((row * points + j) * inputs));
        var x = DeviceTensors.Of(repeated, [rows * points, inputs], CPU).requires_grad_();
        var given = network.forward(x);
        var own = DeviceTensors.Unit(points, ScalarType.Float32, CPU).repeat(rows, 1);
        var by = VectorJacobianProduct.Of(given, x, own).detach().reshape(rows, points, inputs);
        var single = given.detach().reshape(rows, points, points).select(1, 0).clone();
        var derivative = transform.InverseDerivative(single);
        var derivatives = (by * derivative.unsqueeze(2)).contiguous().Floats().ToArray();
        return (transform.ToCurves_(single).contiguous().Floats().ToArray(), derivatives);
    }
}
