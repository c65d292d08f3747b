namespace SurrogateEngine.Explain;

/// <summary>A row that resembles another.</summary>
/// <param name="Row">Its number, from 0.</param>
/// <param name="Distance">0 for equal rows, 1 for opposite ends in every input.</param>
public readonly record struct NearRow(int Row, double Distance);

/// <summary>
/// The rows that most resemble one, by Gower's distance (Biometrics 27 (1971) 857): the mean over inputs of differences as shares of the
/// range on each input's scale, 1 for another category. What is missing in either is left out.
/// </summary>
public static class NearestRows
{
    /// <summary>The nearest, the first nearest of all.</summary>
    public static NearRow[] Of(IReadOnlyList<ExplainedInput> inputs, IReadOnlyList<double[]> rows, double[] row, int count = 5) =>
        [.. rows.Select((other, r) => new NearRow(r, Distance(inputs, row, other))).OrderBy(near => near.Distance).Take(count)];

    static double Distance(IReadOnlyList<ExplainedInput> inputs, double[] a, double[] b)
    {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (double.IsNaN(a[i]) || double.IsNaN(b[i]))
                continue;
            ExplainedInput input = inputs[i];
            double range = input.IsLog ? Math.Log(input.High / input.Low) : input.High - input.Low;
            double difference = !input.IsNumeric ? a[i] == b[i] ? 0 : 1
                : range <= 0 ? 0 : Math.Abs(input.IsLog ? Math.Log(a[i] / b[i]) : a[i] - b[i]) / range;
            sum += difference;
            known++;
        }

        return known > 0 ? sum / known : double.NaN;
    }
}
