namespace SurrogateEngine.Statistics.Clusters;

/// <summary>How far two clusters are apart.</summary>
public enum LinkageRule
{
    /// <summary>By what merging them adds to the sum of squares (Ward 1963); heights are distances, as R's <c>ward.D2</c>.</summary>
    Ward,

    /// <summary>Mean distance of their rows.</summary>
    Average,

    /// <summary>Largest distance of their rows.</summary>
    Complete,
}

/// <summary>One step of a hierarchy.</summary>
/// <param name="First">Cluster: below n a row, else n plus the number of an earlier step.</param>
/// <param name="Second">The other.</param>
/// <param name="Height">Distance at which they merge.</param>
/// <param name="Count">Rows in the cluster made.</param>
public readonly record struct Merge(int First, int Second, double Height, int Count);

/// <summary>
/// Agglomerative hierarchy: the two nearest clusters merge until one is left, distances being updated by Lance and Williams' formula
/// (Comput. J. 9 (1967) 373). Nearest neighbors are followed in chains, which finds the same merges in n^2 steps (Murtagh 1983).
/// </summary>
public static class Linkage
{
    /// <summary>The n - 1 merges in ascending height.</summary>
    public static Merge[] Of(IReadOnlyList<double[]> rows, LinkageRule rule)
    {
        int n = rows.Count;
        double[,] distances = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
                distances[i, j] = distances[j, i] = rule == LinkageRule.Ward ? KMeans.Distance(rows[i], rows[j])
                    : Math.Sqrt(KMeans.Distance(rows[i], rows[j]));
        int[] counts = new int[n];
        Array.Fill(counts, 1);
        var found = new List<(int Kept, int Gone, double Height)>();
        var chain = new List<int>();
        while (found.Count < n - 1)
        {
            if (chain.Count == 0)
                chain.Add(Array.FindIndex(counts, count => count > 0));
            int last = chain[^1], before = chain.Count > 1 ? chain[^2] : -1, nearest = Nearest(distances, counts, last, before);
            if (nearest != before)
            {
                chain.Add(nearest);
                continue;
            }

            chain.RemoveRange(chain.Count - 2, 2);
            (int kept, int gone) = (Math.Min(last, before), Math.Max(last, before));
            found.Add((kept, gone, distances[kept, gone]));
            Update(distances, counts, kept, gone, rule);
        }

        return Numbered(found, n, rule);
    }

    /// <summary>Clusters when the hierarchy is cut into k, the largest first.</summary>
    public static int[] Cut(IReadOnlyList<Merge> merges, int k)
    {
        int n = merges.Count + 1;
        int[] parent = [.. Enumerable.Range(0, n + merges.Count)];
        for (int step = 0; step < n - k; step++)
            parent[merges[step].First] = parent[merges[step].Second] = n + step;
        int[] roots = [.. Enumerable.Range(0, n).Select(Root)];
        int[] order = [.. roots.GroupBy(root => root).OrderByDescending(group => group.Count()).Select(group => group.Key)];
        return [.. roots.Select(root => Array.IndexOf(order, root))];

        int Root(int at)
        {
            while (parent[at] != at)
                at = parent[at];
            return at;
        }
    }

    static int Nearest(double[,] distances, int[] counts, int of, int preferred)
    {
        int nearest = preferred;
        double least = preferred < 0 ? double.PositiveInfinity : distances[of, preferred];
        for (int j = 0; j < counts.Length; j++)
            if (j != of && counts[j] > 0 && distances[of, j] < least)
                (nearest, least) = (j, distances[of, j]);
        return nearest;
    }

    static void Update(double[,] distances, int[] counts, int kept, int gone, LinkageRule rule)
    {
        double a = counts[kept], b = counts[gone], height = distances[kept, gone];
        for (int j = 0; j < counts.Length; j++)
        {
            if (j == kept || j == gone || counts[j] == 0)
                continue;
            double of = distances[kept, j], and = distances[gone, j], c = counts[j];
            distances[kept, j] = distances[j, kept] = rule switch
            {
                LinkageRule.Ward => ((a + c) * of + (b + c) * and - c * height) / (a + b + c),
                LinkageRule.Average => (a * of + b * and) / (a + b),
                _ => Math.Max(of, and),
            };
        }

        (counts[kept], counts[gone]) = (counts[kept] + counts[gone], 0);
    }

    /// <summary>Merges in ascending height, clusters named by the step that made them.</summary>
    static Merge[] Numbered(List<(int Kept, int Gone, double Height)> found, int n, LinkageRule rule)
    {
        int[] name = [.. Enumerable.Range(0, n)], count = [.. Enumerable.Repeat(1, n)];
        var merges = new List<Merge>();
        foreach ((int kept, int gone, double height) in found.OrderBy(merge => merge.Height))
        {
            count[kept] += count[gone];
            merges.Add(new(Math.Min(name[kept], name[gone]), Math.Max(name[kept], name[gone]),
                rule == LinkageRule.Ward ? Math.Sqrt(height) : height, count[kept]));
            name[kept] = n + merges.Count - 1;
        }

        return [.. merges];
    }
}
