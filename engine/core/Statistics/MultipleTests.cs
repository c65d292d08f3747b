namespace SurrogateEngine.Statistics;

/// <summary>Probabilities of several tests at once, raised so that all of them together keep a promise.</summary>
public static class MultipleTests
{
    /// <summary>Bonferroni: times the number of tests; bounds the chance of any false finding.</summary>
    public static double[] Bonferroni(IReadOnlyList<double> probabilities) =>
        [.. probabilities.Select(p => Math.Min(1, p * probabilities.Count))];

    /// <summary>Holm's steps down: the same promise, never larger (Scand. J. Stat. 6 (1979) 65).</summary>
    public static double[] Holm(IReadOnlyList<double> probabilities)
    {
        int n = probabilities.Count;
        double[] adjusted = new double[n];
        double least = 0;
        foreach ((int k, int i) in Enumerable.Range(0, n).OrderBy(i => probabilities[i]).Index())
            adjusted[i] = least = Math.Max(least, Math.Min(1, (n - k) * probabilities[i]));
        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's steps up: bounds the expected share of false findings among all findings (J. R. Stat. Soc. B 57
    /// (1995) 289).</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> probabilities)
    {
        int n = probabilities.Count;
        double[] adjusted = new double[n];
        double most = 1;
        foreach ((int k, int i) in Enumerable.Range(0, n).OrderByDescending(i => probabilities[i]).Index())
            adjusted[i] = most = Math.Min(most, probabilities[i] * n / (n - k));
        return adjusted;
    }
}
