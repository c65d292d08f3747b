using SurrogateEngine.Kernels;

namespace SurrogateEngine.Baselines;

/// <summary>Formulations in the cube [-1, 1]: each parameter that varies, evenly on its own scale over its range.</summary>
sealed class UnitBox
{
    readonly int inputs;
    readonly int[] varying;
    readonly bool[] isLog;
    readonly double[] low, high;

    public UnitBox(IReadOnlyList<Parameter> parameters)
    {
        inputs = parameters.Count;
        varying = [.. Enumerable.Range(0, inputs).Where(j => parameters[j].High > parameters[j].Low)];
        isLog = [.. varying.Select(j => parameters[j].Scale == Scale.Log)];
        low = [.. varying.Select((j, k) => Walked(k, parameters[j].Low))];
        high = [.. varying.Select((j, k) => Walked(k, parameters[j].High))];
    }

    /// <summary>Parameters that vary.</summary>
    public int Dimensions => varying.Length;

    /// <summary>Scales one formulation, shape [parameters], to a point of the cube, shape [Dimensions].</summary>
    public void Place(ReadOnlySpan<double> formulation, Span<double> point)
    {
        for (int k = 0; k < varying.Length; k++)
            point[k] = (2 * Walked(k, formulation[varying[k]]) - low[k] - high[k]) / (high[k] - low[k]);
    }

    /// <summary>Scales formulations, shape [count, parameters], to one array a dimension.</summary>
    public double[][] Columns(ReadOnlySpan<double> formulations)
    {
        int count = formulations.Length / inputs;
        double[][] columns = [.. varying.Select(_ => new double[count])];
        var point = new double[Dimensions];
        for (int row = 0; row < count; row++)
        {
            Place(formulations.Slice(row * inputs, inputs), point);
            for (int k = 0; k < point.Length; k++)
                columns[k][row] = point[k];
        }

        return columns;
    }

    double Walked(int k, double value) => isLog[k] ? Math.Log(value) : value;
}
