namespace SurrogateEngine.Statistics;

/// <summary>Ranks from 1; equal values share the mean of their ranks.</summary>
static class Ranks
{
    /// <summary>Ranks of values, in their order.</summary>
    public static double[] Of(IReadOnlyList<double> values)
    {
        double[] ranks = new double[values.Count];
        foreach ((int start, int count, int[] order) in Ties(values))
            for (int k = start; k < start + count; k++)
                ranks[order[k]] = start + (count + 1) / 2.0;
        return ranks;
    }

    /// <summary>Sum over groups of equal values of t^3 - t, by which statistics of ranks are corrected.</summary>
    public static double TieSum(IReadOnlyList<double> values) =>
        Ties(values).Sum(tie => (double)tie.Count * tie.Count * tie.Count - tie.Count);

    /// <summary>Groups of equal values: where each begins in the ascending order, how many it holds, and that order.</summary>
    public static IEnumerable<(int Start, int Count, int[] Order)> Ties(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            yield return (start, end - start, order);
        }
    }
}
