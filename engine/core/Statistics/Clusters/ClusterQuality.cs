namespace SurrogateEngine.Statistics.Clusters;

/// <summary>How good a partition is, and how many clusters there are.</summary>
public static class ClusterQuality
{
    /// <summary>
    /// Silhouette of each row, (b - a) / max(a, b): a the mean distance to its own cluster, b to the nearest other; 1 deep inside, 0
    /// between two, 0 for the only row of a cluster (Rousseeuw, J. Comput. Appl. Math. 20 (1987) 53).
    /// </summary>
    public static double[] Silhouettes(IReadOnlyList<double[]> rows, IReadOnlyList<int> labels)
    {
        int clusters = labels.Max() + 1;
        double[] counts = [.. Enumerable.Range(0, clusters).Select(c => (double)labels.Count(label => label == c))];
        return [.. rows.Select((row, i) =>
        {
            double[] sums = new double[clusters];
            for (int j = 0; j < rows.Count; j++)
                sums[labels[j]] += Math.Sqrt(KMeans.Distance(row, rows[j]));
            int own = labels[i];
            if (counts[own] < 2 || clusters < 2)
                return 0;
            double a = sums[own] / (counts[own] - 1);
            double b = Enumerable.Range(0, clusters).Where(c => c != own && counts[c] > 0).Min(c => sums[c] / counts[c]);
            return Math.Max(a, b) > 0 ? (b - a) / Math.Max(a, b) : 0;
        })];
    }

    /// <summary>
    /// The gap statistic for 1 to <paramref name="most"/> clusters: how much smaller the logarithm of the sum of squares is than that of
    /// rows without clusters, drawn evenly in the box of the principal components (Tibshirani, Walther &amp; Hastie, J. R. Stat. Soc. B 63
    /// (2001) 411).
    /// </summary>
    /// <returns>Gap and its standard error for each number of clusters.</returns>
    public static (double Gap, double Error)[] Gaps(IReadOnlyList<double[]> rows, int most, int references = 20, int starts = 5,
        ulong seed = 1)
    {
        var components = new PrincipalComponents(rows);
        int n = rows.Count, p = components.Loadings.Length;
        double[] low = [.. Enumerable.Range(0, p).Select(c => components.Scores.Min(score => score[c]))];
        double[] high = [.. Enumerable.Range(0, p).Select(c => components.Scores.Max(score => score[c]))];
        var draws = new RandomStream(seed);
        double[][][] drawn = [.. Enumerable.Range(0, references).Select(_ => Enumerable.Range(0, n)
            .Select(_ => Enumerable.Range(0, p).Select(c => low[c] + draws.Unit() * (high[c] - low[c])).ToArray()).ToArray())];
        return [.. Enumerable.Range(1, most).Select(k =>
        {
            double[] logs = [.. drawn.Select(reference => Math.Log(KMeans.Of(reference, k, starts, seed).SumOfSquares))];
            double own = Math.Log(KMeans.Of(rows, k, starts, seed).SumOfSquares), mean = logs.Average();
            double deviation = Math.Sqrt(logs.Average(value => (value - mean) * (value - mean)));
            return (mean - own, deviation * Math.Sqrt(1 + 1.0 / references));
        })];
    }

    /// <summary>The number of clusters by the gap: the first whose gap reaches the next one's less its error.</summary>
    public static int ByGap(IReadOnlyList<(double Gap, double Error)> gaps)
    {
        for (int k = 1; k < gaps.Count; k++)
            if (gaps[k - 1].Gap >= gaps[k].Gap - gaps[k].Error)
                return k;
        return gaps.Count;
    }

    /// <summary>Agreement of two partitions, 1 for equal ones and about 0 for unrelated ones (Hubert &amp; Arabie, J. Classif. 2 (1985)
    /// 193).</summary>
    public static double AdjustedRandIndex(IReadOnlyList<int> a, IReadOnlyList<int> b)
    {
        double both = Pairs(a.Zip(b)), ofA = Pairs(a), ofB = Pairs(b), all = a.Count * (a.Count - 1) / 2.0, expected = ofA * ofB / all;
        double most = (ofA + ofB) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);

        static double Pairs<T>(IEnumerable<T> of) => of.GroupBy(value => value).Sum(group => group.Count() * (group.Count() - 1) / 2.0);
    }

    /// <summary>
    /// How deep the valley between two clusters is: the density of rows along the line through both centers, at its lowest between them,
    /// over the lower of both densities at the centers. 1 where nothing separates them - any cloud cut in two has no valley - and near
    /// 0 for clusters apart. Densities are Gaussian kernels of Silverman's width for one cluster (1986, page 48).
    /// </summary>
    public static double Valley(IReadOnlyList<double[]> rows, Partition partition, int first, int second)
    {
        double[] a = partition.Centers[first], b = partition.Centers[second], direction = [.. b.Zip(a, (x, y) => x - y)];
        double length = Math.Sqrt(KMeans.Distance(a, b));
        if (length == 0)
            return 1;
        double[] Places(int cluster) => [.. rows.Where((_, i) => partition.Labels[i] == cluster)
            .Select(row => row.Select((value, j) => (value - a[j]) * direction[j]).Sum() / length)];
        double[] of = Places(first), and = Places(second);
        double squares = Description.SquaresAboutMean(of) + Description.SquaresAboutMean(and);
        double width = 0.9 * Math.Sqrt(squares / Math.Max(1, of.Length + and.Length - 2)) * Math.Pow((of.Length + and.Length) / 2.0, -0.2);
        if (!(width > 0))
            return 0;
        double Density(double at) => of.Concat(and).Sum(place => Math.Exp(-0.5 * (place - at) * (place - at) / (width * width)));
        double ends = Math.Min(Density(0), Density(length));
        return Math.Min(1, Enumerable.Range(0, 41).Min(i => Density(length * i / 40)) / ends);
    }
}
