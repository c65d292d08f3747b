using SurrogateEngine.Sampling;

namespace SurrogateEngine.Fitting;

/// <summary>Where searches of the unit cube begin: low-discrepancy points, the best of each neighborhood.</summary>
static class StartPoints
{
    /// <summary>Two points are distinct if one coordinate differs by more than this.</summary>
    public const double Apart = 0.1;

    /// <summary>Sobol points over the search cube and their sums of squares; one point where nothing is searched.</summary>
    public static (double[][] Points, double[] Sums) Spread(FitObjective objective, int candidates, ulong seed)
    {
        int d = objective.Dimensions, count = d == 0 ? 1 : candidates;
        double[] flat = new double[count * d], sums = new double[count];
        if (d > 0)
            new SobolSampler(d, seed).Fill(0, count, flat);
        objective.Evaluate(flat, count, new double[count * objective.Points], sums);
        return ([.. Enumerable.Range(0, count).Select(i => flat[(i * d)..((i + 1) * d)])], sums);
    }

    /// <summary>Up to <paramref name="count"/> points, those of the smallest sums first, of which all are distinct.</summary>
    public static List<double[]> Best(IReadOnlyList<double[]> points, IReadOnlyList<double> sums, int count)
    {
        var chosen = new List<double[]>();
        foreach (int i in Enumerable.Range(0, points.Count).OrderBy(i => sums[i]))
        {
            if (chosen.All(other => AreDistinct(other, points[i])))
                chosen.Add(points[i]);
            if (chosen.Count == count)
                break;
        }

        return chosen;
    }

    static bool AreDistinct(double[] a, double[] b)
    {
        for (int j = 0; j < a.Length; j++)
            if (Math.Abs(a[j] - b[j]) > Apart)
                return true;
        return false;
    }
}
