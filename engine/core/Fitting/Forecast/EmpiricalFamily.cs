using SurrogateEngine.Fitting.Empirical;

namespace SurrogateEngine.Fitting;

/// <summary>An empirical model as a family: its search ranges, which hold for times measured in the horizon, are the prior.</summary>
/// <param name="model">The model.</param>
/// <param name="times">Times of the curves, in any unit.</param>
/// <param name="horizon">The last time that matters, in the same unit.</param>
sealed class EmpiricalFamily(EmpiricalModel model, double[] times, double horizon) : IForecastFamily
{
    readonly double[] scaled = [.. times.Select(time => time / horizon)];

    public string Name => model.Name;

    public int Dimensions => model.Parameters.Count;

    public void Predict(ReadOnlySpan<double> points, int count, Span<double> released)
    {
        int d = Dimensions, length = scaled.Length;
        double[] all = points[..(count * d)].ToArray(), values = new double[count * length];
        Parallel.For(0, (count + 255) / 256, block =>
        {
            Span<double> row = stackalloc double[d];
            for (int i = block * 256; i < Math.Min(count, (block + 1) * 256); i++)
            {
                for (int j = 0; j < d; j++)
                    row[j] = model.Parameters[j].At(all[i * d + j]);
                EmpiricalObjective.Values(model, row, scaled, values.AsSpan(i * length, length), []);
            }
        });
        // Formulas without an end of their own know no dose.
        for (int i = 0; i < values.Length; i++)
            released[i] = Math.Min(values[i] / 100, 1);
    }
}
