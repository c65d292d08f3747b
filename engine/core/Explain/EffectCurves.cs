using SurrogateEngine.Statistics;

namespace SurrogateEngine.Explain;

/// <summary>How outputs go with one input.</summary>
/// <param name="Input">The input.</param>
/// <param name="At">Its values.</param>
/// <param name="Effect">Shape [values][outputs].</param>
/// <param name="Density">Share of the rows that lie around each value: where there are none, the curve is the model's guess.</param>
public sealed record EffectCurve(ExplainedInput Input, double[] At, double[][] Effect, double[] Density);

/// <summary>
/// Two ways to draw what one input does. Partial dependence is the mean prediction with the input set to a value in every row (Friedman,
/// Ann. Stat. 29 (2001) 1189), which asks for rows that may not exist where inputs go together. Accumulated local effects add up mean
/// differences over short steps among the rows that lie there, and have mean zero (Apley &amp; Zhu, J. R. Stat. Soc. B 82 (2020) 1059).
/// </summary>
public static class EffectCurves
{
    /// <summary>Partial dependence; of a category, one value a level.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows, shape [rows][inputs].</param>
    /// <param name="input">Which input, from 0.</param>
    /// <param name="points">Values of a numeric input, at even shares of the rows.</param>
    public static EffectCurve PartialDependence(IExplainable model, IReadOnlyList<double[]> rows, int input, int points = 21)
    {
        ExplainedInput of = model.Inputs[input];
        double[] at = of.IsNumeric ? Edges(rows, input, points - 1) : [.. of.Levels.Select((_, level) => (double)level)];
        double[][] effect = [.. at.Select(value => Mean(model.Predict([.. rows.Select(row => With(row, input, value))])))];
        return new(of, at, effect, of.IsNumeric ? Around(rows, input, at)
            : [.. at.Select(level => rows.Count(row => row[input] == level) / (double)rows.Count)]);
    }

    /// <summary>Accumulated local effects; of a category those of steps between levels whose rows are alike in all else.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows, shape [rows][inputs].</param>
    /// <param name="input">Which input, from 0.</param>
    /// <param name="bins">Steps of a number, each with as many rows.</param>
    public static EffectCurve AccumulatedLocal(IExplainable model, IReadOnlyList<double[]> rows, int input, int bins = 20)
    {
        ExplainedInput of = model.Inputs[input];
        if (!of.IsNumeric)
            return OfLevels(model, rows, input);
        double[][] known = [.. rows.Where(row => !double.IsNaN(row[input]))];
        double[] edges = Edges(known, input, bins);
        int outputs = model.Outputs.Count;
        double[][] sums = [.. edges.Select(_ => new double[outputs])];
        double[] counts = new double[edges.Length];
        int[] bin = [.. known.Select(row => Math.Clamp(Array.FindIndex(edges, edge => row[input] <= edge), 1, edges.Length - 1))];
        double[][] upper = model.Predict([.. known.Select((row, r) => With(row, input, edges[bin[r]]))]);
        double[][] lower = model.Predict([.. known.Select((row, r) => With(row, input, edges[bin[r] - 1]))]);
        for (int r = 0; r < known.Length; r++)
        {
            counts[bin[r]]++;
            for (int o = 0; o < outputs; o++)
                sums[bin[r]][o] += upper[r][o] - lower[r][o];
        }

        double[][] effect = [.. edges.Select(_ => new double[outputs])];
        for (int k = 1; k < edges.Length; k++)
            for (int o = 0; o < outputs; o++)
                effect[k][o] = effect[k - 1][o] + (counts[k] > 0 ? sums[k][o] / counts[k] : 0);
        for (int o = 0; o < outputs; o++)
        {
            double center = Enumerable.Range(1, edges.Length - 1).Sum(k => counts[k] * (effect[k][o] + effect[k - 1][o]) / 2)
                / known.Length;
            foreach (double[] at in effect)
                at[o] -= center;
        }

        return new(of, edges, effect, Around(known, input, edges));
    }

    static EffectCurve OfLevels(IExplainable model, IReadOnlyList<double[]> rows, int input)
    {
        int[] order = CategoryOrder.Of(model, rows, input);
        int outputs = model.Outputs.Count;
        double[][][] members = [.. order.Select(level => rows.Where(row => row[input] == level).ToArray())];
        double[][] effect = [.. order.Select(_ => new double[outputs])];
        for (int k = 1; k < order.Length; k++)
        {
            // What the step does to the rows of both levels.
            double[][] stepped = [.. members[k - 1], .. members[k]];
            double[][] before = model.Predict([.. stepped.Select(row => With(row, input, order[k - 1]))]);
            double[][] after = model.Predict([.. stepped.Select(row => With(row, input, order[k]))]);
            for (int o = 0; o < outputs; o++)
                effect[k][o] = effect[k - 1][o] + after.Zip(before, (to, from) => to[o] - from[o]).Average();
        }

        double known = members.Sum(of => of.Length);
        for (int o = 0; o < outputs; o++)
        {
            double center = members.Zip(effect, (of, at) => of.Length * at[o]).Sum() / known;
            foreach (double[] at in effect)
                at[o] -= center;
        }

        return new(model.Inputs[input], [.. order.Select(level => (double)level)], effect,
            [.. members.Select(of => of.Length / (double)rows.Count)]);
    }

    static double[] With(double[] row, int input, double value)
    {
        double[] copy = [.. row];
        copy[input] = value;
        return copy;
    }

    /// <summary>Values that part the rows evenly, each once.</summary>
    static double[] Edges(IReadOnlyList<double[]> rows, int input, int steps)
    {
        double[] sorted = [.. rows.Select(row => row[input]).Where(value => !double.IsNaN(value)).Order()];
        double[] edges = [.. Enumerable.Range(0, steps + 1).Select(k => Description.Quantile(sorted, k / (double)steps)).Distinct()];
        return edges.Length > 1 ? edges : [edges[0], edges[0]];
    }

    /// <summary>Share of rows nearest to each value.</summary>
    static double[] Around(IReadOnlyList<double[]> rows, int input, double[] at)
    {
        double[] shares = new double[at.Length];
        foreach (double[] row in rows)
            if (!double.IsNaN(row[input]))
                shares[Array.IndexOf(at, at.MinBy(value => Math.Abs(value - row[input])))] += 1.0 / rows.Count;
        return shares;
    }

    static double[] Mean(double[][] predicted) =>
        [.. Enumerable.Range(0, predicted[0].Length).Select(o => predicted.Average(row => row[o]))];
}
