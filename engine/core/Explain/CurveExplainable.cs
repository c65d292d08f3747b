using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Explain;

/// <summary>A curve model as a function of the parameters that vary, with an output for each time of one of its curves.</summary>
public sealed class CurveExplainable : IExplainable
{
    const int Chunk = 4096;

    readonly ICurveModel model;
    readonly int output;
    readonly int[] varying;
    readonly double[] held;

    /// <param name="model">A surrogate, the mechanistic model, or any other.</param>
    /// <param name="output">Which of its curves, from 0.</param>
    public CurveExplainable(ICurveModel model, int output = 0)
    {
        (this.model, this.output) = (model, output);
        CurveSpace space = model.Space;
        varying = [.. Enumerable.Range(0, space.Parameters.Count).Where(p => space.Parameters[p].High > space.Parameters[p].Low)];
        held = [.. space.Parameters.Select(parameter => parameter.Low)];
        Inputs = [.. varying.Select(p => space.Parameters[p]).Select(parameter => new ExplainedInput(parameter.Name, parameter.Unit,
            parameter.Low, parameter.High, parameter.Scale == Scale.Log, []))];
        Outputs = [.. space.Times.Select(time => $"{NumberText.Short(time)} {space.TimeUnit}")];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExplainedInput> Inputs { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The parameters that vary, out of a whole formulation.</summary>
    public double[] Row(IReadOnlyList<double> formulation) => [.. varying.Select(p => formulation[p])];

    /// <inheritdoc/>
    public double[][] Predict(IReadOnlyList<double[]> rows)
    {
        int points = model.Space.Points, times = Outputs.Count;
        var predicted = new List<double[]>(rows.Count);
        foreach (double[][] part in rows.Chunk(Chunk))
        {
            float[] curves = new float[part.Length * points];
            model.Predict(Whole(part), part.Length, curves);
            for (int row = 0; row < part.Length; row++)
                predicted.Add([.. curves.AsSpan(row * points + output * times, times).ToArray().Select(value => (double)value)]);
        }

        return [.. predicted];
    }

    /// <inheritdoc/>
    public double[][][] Gradients(IReadOnlyList<double[]> rows)
    {
        int points = model.Space.Points, times = Outputs.Count, inputs = held.Length;
        var found = new List<double[][]>(rows.Count);
        foreach (double[][] part in rows.Chunk(Chunk / inputs + 1))
        {
            float[] curves = new float[part.Length * points];
            double[] gradient = new double[inputs * curves.Length];
            model.PredictWithGradient(Whole(part), part.Length, curves, gradient);
            for (int row = 0; row < part.Length; row++)
            {
                int at = row * points + output * times;
                found.Add([.. varying.Select(p => gradient.AsSpan(p * curves.Length + at, times).ToArray())]);
            }
        }

        return [.. found];
    }

    double[] Whole(double[][] rows)
    {
        double[] whole = new double[rows.Length * held.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            Span<double> one = whole.AsSpan(row * held.Length, held.Length);
            held.CopyTo(one);
            for (int i = 0; i < varying.Length; i++)
                one[varying[i]] = rows[row][i];
        }

        return whole;
    }
}
