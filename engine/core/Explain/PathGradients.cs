using MathNet.Numerics.Integration;

namespace SurrogateEngine.Explain;

/// <summary>
/// Contributions of inputs by derivatives along the way from a baseline to a row. Integrated gradients, (x_i - b_i) times the integral of
/// df/dx_i along the straight way (Sundararajan, Taly &amp; Yan, ICML 2017), add up to f(x) - f(b); expected gradients are their mean over
/// baselines (Erion et al., Nat. Mach. Intell. 3 (2021) 620). The way is straight on each input's own scale: a logarithmic one moves by
/// factors; where a function has embedded inputs, as networks of tables, it is straight in these. Nodes are Gauss and Legendre's, doubled
/// until the sum holds.
/// </summary>
public static class PathGradients
{
    const int FirstNodes = 16, MostNodes = 256;

    /// <summary>Whether a model has the derivatives that this takes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">Any row of it.</param>
    public static bool Serve(IExplainable model, double[] row) => model.Embedded is not null || model.Gradients([row]) is not null;

    /// <summary>Integrated gradients from one baseline.</summary>
    /// <param name="model">A model with derivatives.</param>
    /// <param name="row">The row.</param>
    /// <param name="baseline">Where the way begins.</param>
    /// <param name="tolerance">How well the sum must hold; the result's own residual says what was reached.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentException">The model has no derivatives.</exception>
    public static Attribution Integrated(IExplainable model, double[] row, double[] baseline, double tolerance = 1e-6,
        CancellationToken cancellation = default)
    {
        double[][] ends = model.Predict([baseline, row]);
        Attribution found;
        int nodes = FirstNodes;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            found = new(ends[0], model.Embedded is { } embedded ? Embedded(model, embedded, row, baseline, nodes)
                : Contributions(model, row, baseline, nodes), ends[1]);
            nodes *= 2;
        }
        while (found.Residual > tolerance && nodes <= MostNodes);
        return found;
    }

    /// <summary>Expected gradients: the mean of integrated gradients over background rows.</summary>
    /// <inheritdoc cref="Integrated"/>
    /// <param name="background">Where ways begin.</param>
    public static Attribution Expected(IExplainable model, double[] row, IReadOnlyList<double[]> background, double tolerance = 1e-6,
        CancellationToken cancellation = default)
    {
        Attribution[] each = [.. background.Select(baseline => Integrated(model, row, baseline, tolerance, cancellation))];
        return new(Mean(each.Select(one => one.Base)), [.. row.Select((_, i) => Mean(each.Select(one => one.Contributions[i])))],
            each[0].Prediction);
    }

    static double[][] Contributions(IExplainable model, double[] row, double[] baseline, int nodes)
    {
        var rule = new GaussLegendreRule(0, 1, nodes);
        double[][] way = [.. rule.Abscissas.Select(share => model.Inputs.Select((input, i) => input.IsLog
            ? baseline[i] * Math.Pow(row[i] / baseline[i], share) : baseline[i] + share * (row[i] - baseline[i])).ToArray())];
        double[][][] gradients = model.Gradients(way) ?? throw new ArgumentException("This model has no derivatives.", nameof(model));
        return [.. model.Inputs.Select((input, i) =>
        {
            double[] sum = new double[model.Outputs.Count];
            for (int k = 0; k < nodes; k++)
            {
                // dx/dshare: the difference, or on a logarithmic scale x ln(row / baseline).
                double speed = input.IsLog ? way[k][i] * Math.Log(row[i] / baseline[i]) : row[i] - baseline[i];
                for (int o = 0; o < sum.Length; o++)
                    sum[o] += rule.Weights[k] * speed * gradients[k][i][o];
            }

            return sum;
        })];
    }

    static double[][] Embedded(IExplainable model, EmbeddedInputs inputs, double[] row, double[] baseline, int nodes)
    {
        var rule = new GaussLegendreRule(0, 1, nodes);
        double[][] ends = inputs.Embed([baseline, row]);
        double[] speed = [.. ends[1].Zip(ends[0], (to, from) => to - from)];
        double[][][] gradients = inputs.Gradients([.. rule.Abscissas.Select(share =>
            ends[0].Zip(speed, (from, whole) => from + share * whole).ToArray())]);
        double[][] sums = [.. model.Inputs.Select(_ => new double[model.Outputs.Count])];
        for (int k = 0; k < nodes; k++)
            for (int i = 0; i < speed.Length; i++)
                for (int o = 0; o < model.Outputs.Count; o++)
                    sums[inputs.Owners[i]][o] += rule.Weights[k] * speed[i] * gradients[k][i][o];
        return sums;
    }

    static double[] Mean(IEnumerable<double[]> vectors)
    {
        double[][] all = [.. vectors];
        return [.. Enumerable.Range(0, all[0].Length).Select(o => all.Average(vector => vector[o]))];
    }
}
