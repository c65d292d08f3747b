using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>Designs as generative models see them: the parameters that vary, each from -1 to 1 over its range on its own scale. What is
/// held at one value is left out on the way in and put back on the way out.</summary>
sealed class DesignScaling
{
    readonly IReadOnlyList<Parameter> parameters;
    readonly InputScaling scaling;

    public DesignScaling(IReadOnlyList<Parameter> parameters)
    {
        this.parameters = parameters;
        scaling = new InputScaling(parameters);
        Varied = [.. Enumerable.Range(0, parameters.Count).Where(p => parameters[p].Low < parameters[p].High)];
    }

    /// <summary>Columns of the parameters that vary.</summary>
    public int[] Varied { get; }

    /// <summary>Scales designs, shape [rows, parameters], to shape [rows, varied].</summary>
    public float[] Scale(ReadOnlySpan<double> designs)
    {
        int rows = designs.Length / parameters.Count;
        var all = new float[designs.Length];
        scaling.Scale(designs, all);
        var scaled = new float[rows * Varied.Length];
        for (int row = 0; row < rows; row++)
            for (int j = 0; j < Varied.Length; j++)
                scaled[row * Varied.Length + j] = all[row * parameters.Count + Varied[j]];
        return scaled;
    }

    /// <summary>The designs, shape [rows, parameters], of scaled ones, shape [rows, varied].</summary>
    public double[] Unscale(ReadOnlySpan<float> scaled)
    {
        int rows = scaled.Length / Varied.Length;
        var designs = new double[rows * parameters.Count];
        for (int row = 0; row < rows; row++)
        {
            Span<double> design = designs.AsSpan(row * parameters.Count, parameters.Count);
            for (int p = 0; p < design.Length; p++)
                design[p] = parameters[p].Low;
            for (int j = 0; j < Varied.Length; j++)
                design[Varied[j]] = parameters[Varied[j]].At(0.5 * (scaled[row * Varied.Length + j] + 1.0));
        }

        return designs;
    }

    /// <summary>Adds <see cref="Unscale"/> to an ONNX graph, in single precision.</summary>
    /// <param name="graph">Receives operators.</param>
    /// <param name="scaled">Name of the scaled designs, shape [rows, varied].</param>
    /// <returns>Name of the designs, shape [rows, parameters].</returns>
    public string ToOnnx(OnnxGraph graph, string scaled)
    {
        int all = parameters.Count;
        bool[] isLog = [.. parameters.Select((p, j) => Varied.Contains(j) && p.Scale == Kernels.Scale.Log)];
        float[] low = [.. parameters.Select((p, j) => (float)(isLog[j] ? Math.Log(p.Low) : p.Low))];
        float[] half = [.. parameters.Select((p, j) => (float)(0.5 * ((isLog[j] ? Math.Log(p.High) : p.High) - low[j])))];
        // A matrix of ones and zeros puts each varied parameter into its column.
        var places = new float[Varied.Length * all];
        for (int j = 0; j < Varied.Length; j++)
            places[j * all + Varied[j]] = 1;
        string spread = graph.Add(graph.MatMul(scaled, graph.Constant(places, Varied.Length, all)), graph.Number(1));
        string value = graph.Add(graph.Multiply(spread, graph.Constant(half, all)), graph.Constant(low, all));
        return !isLog.Contains(true) ? value : graph.Node("Where", [graph.Truths(isLog), graph.Exp(value), value]);
    }
}
