namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Whether a row is like those a model learned from: its mean distance to the nearest of them, in inputs of standard deviation 1, beside
/// the distances that these have among themselves (Sheridan et al., J. Chem. Inf. Comput. Sci. 44, 2004, p. 1912).
/// </summary>
/// <param name="Encoding">From columns to standardized inputs.</param>
/// <param name="Rows">Inputs of the rows learned from, shape [rows, inputs].</param>
/// <param name="Limit">Distance that 95 % of these rows stay below when each is compared with the others.</param>
public sealed record TabularDomain(FeatureEncoding Encoding, double[][] Rows, double Limit)
{
    const int Neighbors = 3, MostRows = 2000;

    /// <summary>The domain of a table.</summary>
    public static TabularDomain Of(TabularData features)
    {
        FeatureEncoding encoding = FeatureEncoding.Fit(features, scaled: true);
        double[][] all = encoding.Apply(features);
        // Every n-th row of a long table: the distances hardly change.
        int step = (all.Length + MostRows - 1) / MostRows;
        double[][] rows = [.. all.Where((_, i) => i % Math.Max(step, 1) == 0)];
        double[] own = [.. rows.Select((row, i) => Distance(row, rows, i)).Order()];
        return new(encoding, rows, own.Length > 0 ? own[(int)(0.95 * (own.Length - 1))] : 0);
    }

    /// <summary>For each row of a table, its distance as a multiple of <see cref="Limit"/>: above 1 the model extrapolates.</summary>
    public double[] Distances(TabularData data) =>
        [.. Encoding.Apply(data).Select(row => Distance(row, Rows, -1) / Math.Max(Limit, 1e-12))];

    static double Distance(double[] row, double[][] others, int self)
    {
        Span<double> nearest = stackalloc double[Neighbors];
        nearest.Fill(double.PositiveInfinity);
        for (int i = 0; i < others.Length; i++)
        {
            if (i == self)
                continue;
            double d = System.Numerics.Tensors.TensorPrimitives.Distance<double>(row, others[i]);
            for (int k = 0; k < Neighbors; k++)
                if (d < nearest[k])
                    (d, nearest[k]) = (nearest[k], d);
        }

        double sum = 0;
        int count = 0;
        foreach (double d in nearest)
            if (double.IsFinite(d))
                (sum, count) = (sum + d, count + 1);
        return count > 0 ? sum / count : 0;
    }
}
