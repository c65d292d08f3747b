namespace SurrogateEngine.Statistics;

/// <summary>What a test says.</summary>
/// <param name="Name">Name of the test.</param>
/// <param name="Statistic">Its statistic.</param>
/// <param name="Probability">Of a statistic as extreme, if there is nothing to find.</param>
public sealed record TestOutcome(string Name, double Statistic, double Probability);

/// <summary>Comparisons of groups by the ranks of their values, which ask for no distribution.</summary>
public static class RankTests
{
    const int MostExact = 49;

    /// <summary>Kruskal and Wallis (JASA 47 (1952) 583), corrected for ties; chi-squared with one less than the groups.</summary>
    public static TestOutcome KruskalWallis(IReadOnlyList<double[]> groups)
    {
        double[] all = [.. groups.SelectMany(group => group)], ranks = Ranks.Of(all);
        double n = all.Length, sum = 0;
        int at = 0;
        foreach (double[] group in groups)
        {
            double of = ranks.AsSpan(at, group.Length).ToArray().Sum();
            sum += of * of / group.Length;
            at += group.Length;
        }

        double h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / (1 - Ranks.TieSum(all) / (n * n * n - n));
        return new("Kruskal-Wallis", h, Tails.ChiSquared(h, groups.Count - 1));
    }

    /// <summary>
    /// Mann and Whitney's U of the first group (Ann. Math. Stat. 18 (1947) 50), two-sided: exact for fewer than 50 of each without ties,
    /// else normal with the correction for continuity and ties.
    /// </summary>
    public static TestOutcome MannWhitney(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        double[] all = [.. a, .. b], ranks = Ranks.Of(all);
        double m = a.Count, n = b.Count, u = ranks.AsSpan(0, a.Count).ToArray().Sum() - m * (m + 1) / 2, ties = Ranks.TieSum(all);
        if (ties == 0 && m <= MostExact && n <= MostExact)
        {
            double[] counts = Arrangements(a.Count, b.Count);
            double whole = counts.Sum(), lower = counts.Take((int)u + 1).Sum() / whole, upper = counts.Skip((int)u).Sum() / whole;
            return new("Mann-Whitney", u, Math.Min(1, 2 * Math.Min(lower, upper)));
        }

        double off = u - m * n / 2, sd = Math.Sqrt(m * n / 12 * (m + n + 1 - ties / ((m + n) * (m + n - 1))));
        return new("Mann-Whitney", u, Math.Min(1, Tails.TwoSidedNormal((off - 0.5 * Math.Sign(off)) / sd)));
    }

    /// <summary>Arrangements of m and n values by their U: coefficients of the Gaussian binomial, built up factor by factor.</summary>
    static double[] Arrangements(int m, int n)
    {
        double[] counts = new double[m * n + 1];
        counts[0] = 1;
        for (int i = 1; i <= m; i++)
        {
            // Times (1 - x^(n+i)), then over (1 - x^i).
            for (int u = counts.Length - 1; u >= n + i; u--)
                counts[u] -= counts[u - n - i];
            for (int u = i; u < counts.Length; u++)
                counts[u] += counts[u - i];
        }

        return counts;
    }
}
