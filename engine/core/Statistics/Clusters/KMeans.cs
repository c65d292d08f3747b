namespace SurrogateEngine.Statistics.Clusters;

/// <summary>A partition of rows into k clusters around their means.</summary>
/// <param name="Centers">Shape [k][columns], in the units of the rows; the largest cluster first.</param>
/// <param name="Labels">Cluster of each row, from 0.</param>
/// <param name="SumOfSquares">Squared distances of all rows from their center.</param>
public sealed record Partition(double[][] Centers, int[] Labels, double SumOfSquares)
{
    /// <summary>Rows in each cluster.</summary>
    public int[] Sizes => [.. Centers.Select((_, c) => Labels.Count(label => label == c))];
}

/// <summary>k-means by Lloyd's steps from the best of several starts, each spread out by k-means++ (Arthur &amp; Vassilvitskii, SODA 2007).
/// </summary>
public static class KMeans
{
    const int MostSteps = 300;

    /// <summary>Partitions rows.</summary>
    /// <param name="rows">Shape [n][columns], standardized where columns have units of their own.</param>
    /// <param name="k">Clusters, at most as many as there are distinct rows.</param>
    /// <param name="starts">How often to begin anew.</param>
    /// <param name="seed">Another seed begins elsewhere.</param>
    public static Partition Of(IReadOnlyList<double[]> rows, int k, int starts = 20, ulong seed = 1)
    {
        if (k < 1 || k > rows.Count)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"From 1 to {rows.Count} clusters can be made of {rows.Count} rows.");
        Partition best = Enumerable.Range(0, starts).Select(start => Once(rows, k, new RandomStream(SplitMix64.Hash(seed, (ulong)start))))
            .MinBy(found => found.SumOfSquares)!;
        int[] order = [.. best.Sizes.Index().OrderByDescending(at => at.Item).Select(at => at.Index)];
        return best with
        {
            Centers = [.. order.Select(c => best.Centers[c])],
            Labels = [.. best.Labels.Select(label => Array.IndexOf(order, label))],
        };
    }

    static Partition Once(IReadOnlyList<double[]> rows, int k, RandomStream draws)
    {
        double[][] centers = Spread(rows, k, draws);
        int[] labels = new int[rows.Count];
        Array.Fill(labels, -1);
        double sum = 0;
        for (int step = 0; step < MostSteps; step++)
        {
            bool moved = false;
            double[] distances = new double[rows.Count];
            for (int i = 0; i < rows.Count; i++)
            {
                int nearest = Nearest(rows[i], centers);
                distances[i] = Distance(rows[i], centers[nearest]);
                moved |= labels[i] != nearest;
                labels[i] = nearest;
            }

            sum = distances.Sum();
            if (!moved)
                break;
            Move(rows, labels, centers, distances);
        }

        return new(centers, labels, sum);
    }

    /// <summary>Centers to the means of their rows; a cluster that lost all takes the row that lies farthest from its own center.</summary>
    static void Move(IReadOnlyList<double[]> rows, int[] labels, double[][] centers, double[] distances)
    {
        for (int c = 0; c < centers.Length; c++)
        {
            double[][] own = [.. rows.Where((_, i) => labels[i] == c)];
            if (own.Length == 0)
            {
                int far = Array.IndexOf(distances, distances.Max());
                (own, distances[far]) = ([rows[far]], 0);
            }

            centers[c] = [.. Enumerable.Range(0, own[0].Length).Select(j => own.Average(row => row[j]))];
        }
    }

    static double[][] Spread(IReadOnlyList<double[]> rows, int k, RandomStream draws)
    {
        var centers = new List<double[]> { rows[(int)(draws.Unit() * rows.Count)] };
        double[] distances = [.. rows.Select(row => Distance(row, centers[0]))];
        while (centers.Count < k)
        {
            double at = draws.Unit() * distances.Sum();
            int chosen = 0;
            while (chosen < rows.Count - 1 && (at -= distances[chosen]) > 0)
                chosen++;
            centers.Add(rows[chosen]);
            for (int i = 0; i < rows.Count; i++)
                distances[i] = Math.Min(distances[i], Distance(rows[i], rows[chosen]));
        }

        return [.. centers.Select(center => (double[])center.Clone())];
    }

    static int Nearest(double[] row, double[][] centers)
    {
        int nearest = 0;
        for (int c = 1; c < centers.Length; c++)
            if (Distance(row, centers[c]) < Distance(row, centers[nearest]))
                nearest = c;
        return nearest;
    }

    /// <summary>Squared Euclidean distance.</summary>
    internal static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        return sum;
    }
}
