using System.Buffers;
using System.Numerics.Tensors;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Trainers;

/// <summary>Maps formulations to what a network likes: every parameter from -1 to 1 over its range, on its own scale.</summary>
sealed class InputScaling
{
    /// <summary>Relative slack at the ends of a range, so that a value that went through a text file still counts as inside.</summary>
    const double Slack = 1e-9;

    /// <summary>The same for one that went through single precision.</summary>
    const double Rounding = 1.0 / (1 << 23);

    readonly Parameter[] ranges;
    readonly bool[] isLog;
    readonly double[] slope, offset;

    /// <param name="ranges">Where formulations lie.</param>
    /// <param name="scaledBy">Ranges that become -1 to 1; null means the same.</param>
    public InputScaling(IReadOnlyList<Parameter> ranges, IReadOnlyList<Parameter>? scaledBy = null)
    {
        this.ranges = [.. ranges];
        var parameters = scaledBy ?? ranges;
        isLog = [.. parameters.Select(p => p.Scale == Kernels.Scale.Log)];
        slope = new double[isLog.Length];
        offset = new double[isLog.Length];
        for (int j = 0; j < isLog.Length; j++)
        {
            double low = isLog[j] ? Math.Log(parameters[j].Low) : parameters[j].Low;
            double high = isLog[j] ? Math.Log(parameters[j].High) : parameters[j].High;
            // A fixed value tells the network nothing: it always reads 0.
            slope[j] = high > low ? 2 / (high - low) : 0;
            offset[j] = high > low ? -(high + low) / (high - low) : 0;
        }
    }

    public int Count => isLog.Length;

    /// <summary>Scales rows; both spans have shape [rows, Count]. A logarithmic parameter that is not above zero gives NaN.</summary>
    /// <remarks>Vector and scalar logarithms may differ in the last bit: pass a multiple of 16 rows where bits must not depend on the
    /// number of rows.</remarks>
    public void Scale(ReadOnlySpan<double> formulations, Span<float> scaled)
    {
        double[] logs = ArrayPool<double>.Shared.Rent(formulations.Length);
        TensorPrimitives.Log(formulations, logs);
        for (int at = 0; at < formulations.Length; at += Count)
            for (int j = 0; j < Count; j++)
                scaled[at + j] = (float)((isLog[j] ? logs[at + j] : formulations[at + j]) * slope[j] + offset[j]);
        ArrayPool<double>.Shared.Return(logs);
    }

    /// <summary>d(parameter)/d(scaled parameter) at a formulation, zero where the parameter is fixed.</summary>
    public void Stretch(ReadOnlySpan<double> formulation, Span<float> stretch)
    {
        for (int j = 0; j < Count; j++)
            stretch[j] = slope[j] == 0 ? 0 : (float)((isLog[j] ? formulation[j] : 1) / slope[j]);
    }

    /// <summary>d(scaled parameter)/d(parameter) at a formulation, zero where the parameter is fixed.</summary>
    public void Derivative(ReadOnlySpan<double> formulation, Span<double> derivative)
    {
        for (int j = 0; j < Count; j++)
            derivative[j] = slope[j] / (isLog[j] ? formulation[j] : 1);
    }

    /// <summary>Whether a range holds a value, which rounding to single precision on its way may have moved over an end.</summary>
    public static bool Holds(Parameter range, double value)
    {
        double slack = Slack * Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
        return value >= range.Low - Math.Max(slack, Rounding * Math.Abs(range.Low))
            && value <= range.High + Math.Max(slack, Rounding * Math.Abs(range.High));
    }

    /// <summary>Whether every parameter lies within its range.</summary>
    public bool InRange(ReadOnlySpan<double> formulation)
    {
        for (int j = 0; j < Count; j++)
        {
            if (!Holds(ranges[j], formulation[j]))
                return false;
        }
        return true;
    }

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
