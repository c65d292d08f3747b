namespace SurrogateEngine.Statistics;

/// <summary>Two of several groups beside each other.</summary>
/// <param name="First">Name of one.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Difference">Mean of the first minus that of the second.</param>
/// <param name="Low">Lower end of the interval, which holds for all pairs at once.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Probability">Of a range as large, adjusted for all pairs.</param>
public sealed record PairOfMeans(string First, string Second, double Difference, double Low, double High, double Probability);

/// <summary>Tukey's honestly significant differences, for unequal counts by Kramer: every pair of means at one level for all of them.
/// </summary>
public static class TukeyHsd
{
    /// <summary>All pairs of an analysis of variance, the later group minus the earlier as in R.</summary>
    public static PairOfMeans[] Of(OneWayAnova anova, double confidence = 0.95)
    {
        int k = anova.Groups.Count, freedom = anova.Within.Freedom;
        double q = StudentizedRange.Quantile(1 - confidence, k, freedom), error = anova.Within.MeanSquare;
        return [.. from j in Enumerable.Range(0, k)
                   from i in Enumerable.Range(j + 1, k - j - 1)
                   select Pair(anova.Groups[i], anova.Groups[j])];

        PairOfMeans Pair(GroupSummary a, GroupSummary b)
        {
            double of = Math.Sqrt(error / 2 * (1.0 / a.Count + 1.0 / b.Count)), difference = a.Mean - b.Mean;
            return new(a.Name, b.Name, difference, difference - q * of, difference + q * of,
                StudentizedRange.Tail(Math.Abs(difference) / of, k, freedom));
        }
    }
}
