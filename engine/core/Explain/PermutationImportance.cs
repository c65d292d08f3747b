namespace SurrogateEngine.Explain;

/// <summary>
/// How much worse predictions become when the values of an input are dealt out among the rows anew: the growth of the mean squared error
/// over all outputs (Breiman, Mach. Learn. 45 (2001) 5; Fisher, Rudin &amp; Dominici, JMLR 20 (2019) 177). Inputs that tell the same are
/// permuted together as a group, since each alone would seem to matter little.
/// </summary>
public static class PermutationImportance
{
    /// <summary>Importance of every group.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">Rows that it has not learned from, shape [rows][inputs].</param>
    /// <param name="truth">What was measured there, shape [rows][outputs]; the model's own predictions tell what moves the model.</param>
    /// <param name="groups">Inputs by number; null for each by itself.</param>
    /// <param name="repeats">Permutations of each.</param>
    /// <param name="seed">Another seed permutes otherwise.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Importance[] Of(IExplainable model, IReadOnlyList<double[]> rows, IReadOnlyList<double[]> truth,
        IReadOnlyList<int[]>? groups = null, int repeats = 10, ulong seed = 1, CancellationToken cancellation = default)
    {
        groups ??= [.. model.Inputs.Select((_, i) => new[] { i })];
        double start = Error(model.Predict(rows), truth);
        return Importance.Of(groups.Select((group, g) =>
        {
            double[] growth = [.. Enumerable.Range(0, repeats).Select(repeat =>
            {
                cancellation.ThrowIfCancellationRequested();
                int[] order = Shuffled(rows.Count, SplitMix64.Hash(seed, (ulong)g, (ulong)repeat));
                double[][] permuted = [.. rows.Select((row, r) =>
                {
                    double[] copy = [.. row];
                    foreach (int i in group)
                        copy[i] = rows[order[r]][i];
                    return copy;
                })];
                return Error(model.Predict(permuted), truth) - start;
            })];
            return (Name(model, group), growth.Average(), Statistics.Description.StandardDeviation(growth));
        }));
    }

    static string Name(IExplainable model, int[] group) => string.Join(" + ", group.Select(i => model.Inputs[i].Name));

    static double Error(double[][] predicted, IReadOnlyList<double[]> truth) =>
        predicted.Zip(truth, (a, b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Average()).Average();

    static int[] Shuffled(int count, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var draws = new RandomStream(seed);
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(draws.Unit() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
