using SurrogateEngine.Sampling;

namespace SurrogateEngine.Fitting;

/// <summary>Where searches of the unit cube begin: low-discrepancy points, the best of each neighborhood.</summary>
static class StartPoints
{
    /// <summary>Two points are distinct if one coordinate differs by more than this.</summary>
    public const double Apart = 0.1;

    /// <summary>Sobol points over the search cube and their sums of squares; one point where nothing is searched.</summary>
    public static (double[][] Points, double[] Sums) Spread(IBatchResiduals objective, int candidates, ulong seed) =>
        Spread(objective, candidates, seed, out _);

    /// <summary>The same with their residuals, shape [points * Points].</summary>
    public static (double[][] Points, double[] Sums) Spread(
        IBatchResiduals objective, int candidates, ulong seed, out double[] residuals)
    {
        int d = objective.Dimensions, count = d == 0 ? 1 : candidates;
        double[][] points = Sobol(d, count, seed);
        double[] sums = new double[count];
        residuals = new double[count * objective.Points];
        objective.Evaluate([.. points.SelectMany(point => point)], count, residuals, sums);
        return (points, sums);
    }

    /// <summary>Low-discrepancy points of the unit cube, shape [count][dimensions].</summary>
    public static double[][] Sobol(int dimensions, int count, ulong seed)
    {
        double[] flat = new double[count * dimensions];
        if (dimensions > 0)
            new SobolSampler(dimensions, seed).Fill(0, count, flat);
        return [.. Enumerable.Range(0, count).Select(i => flat[(i * dimensions)..((i + 1) * dimensions)])];
    }

    /// <summary>Up to <paramref name="count"/> points, those of the smallest sums first, of which all are distinct.</summary>
    public static List<double[]> Best(IReadOnlyList<double[]> points, IReadOnlyList<double> sums, int count) =>
        [.. PlacesOfBest(points, sums, count).Select(i => points[i])];

    /// <summary>Where those points are.</summary>
    public static List<int> PlacesOfBest(IReadOnlyList<double[]> points, IReadOnlyList<double> sums, int count)
    {
        var chosen = new List<int>();
        foreach (int i in Enumerable.Range(0, points.Count).OrderBy(i => sums[i]))
        {
            if (chosen.All(other => AreDistinct(points[other], points[i])))
                chosen.Add(i);
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
