using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Explain;

/// <summary>
/// Shapley values of any model (Lundberg &amp; Lee, NIPS 2017): what each input adds to a prediction, averaged over all orders in which
/// inputs become known; those not yet known are taken from background rows. All coalitions are asked where there are few, which is exact;
/// of many, the smallest and largest ones and a sample of the others are weighted by Shapley's kernel.
/// </summary>
public static class KernelShap
{
    /// <summary>Coalitions that are asked at most: all of eleven inputs.</summary>
    public const int MostCoalitions = 2048;

    /// <summary>Explains one row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The row.</param>
    /// <param name="background">Rows that stand for not knowing; some dozens are enough.</param>
    /// <param name="seed">Another seed samples other coalitions.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Attribution Of(IExplainable model, double[] row, IReadOnlyList<double[]> background, ulong seed = 1,
        CancellationToken cancellation = default)
    {
        int m = row.Length, outputs = model.Outputs.Count;
        bool exact = m < 30 && 1L << m <= MostCoalitions;
        Dictionary<UInt128, double> coalitions = exact ? [] : Sampled(m, seed);
        if (exact)
            for (int s = 1; s < (1 << m) - 1; s++)
                coalitions[(UInt128)s] = 1;
        UInt128 all = (UInt128.One << m) - 1;
        UInt128[] asked = [UInt128.Zero, all, .. coalitions.Keys];
        var values = new Dictionary<UInt128, double[]>();
        foreach (UInt128[] part in asked.Chunk(Math.Max(1, 20_000 / background.Count)))
        {
            cancellation.ThrowIfCancellationRequested();
            double[][] predicted = model.Predict([.. part.SelectMany(known => background.Select(other => Mixed(row, other, known)))]);
            for (int k = 0; k < part.Length; k++)
                values[part[k]] = [.. Enumerable.Range(0, outputs).Select(o =>
                    Enumerable.Range(0, background.Count).Average(b => predicted[k * background.Count + b][o]))];
        }

        double[][] contributions = m == 0 ? [] : exact ? Exact(values, m, outputs) : Regressed(values, coalitions, m, outputs);
        return new(values[UInt128.Zero], contributions, values[all]);
    }

    static double[] Mixed(double[] row, double[] other, UInt128 known)
    {
        double[] mixed = new double[row.Length];
        for (int i = 0; i < row.Length; i++)
            mixed[i] = (known >> i & 1) == 1 ? row[i] : other[i];
        return mixed;
    }

    /// <summary>Shapley's formula: sum over coalitions S without i of |S|! (m - |S| - 1)! / m! times what i adds to S.</summary>
    static double[][] Exact(Dictionary<UInt128, double[]> values, int m, int outputs)
    {
        double[] weight = new double[m];
        weight[0] = 1.0 / m;
        for (int s = 1; s < m; s++)
            weight[s] = weight[s - 1] * s / (m - s);
        double[][] contributions = [.. Enumerable.Range(0, m).Select(_ => new double[outputs])];
        for (int s = 0; s < 1 << m; s++)
            for (int i = 0; i < m; i++)
                if ((s >> i & 1) == 0)
                {
                    double[] without = values[(UInt128)s], with = values[(UInt128)(s | 1 << i)];
                    double w = weight[BitOperations.PopCount((uint)s)];
                    for (int o = 0; o < outputs; o++)
                        contributions[i][o] += w * (with[o] - without[o]);
                }

        return contributions;
    }

    /// <summary>Least squares weighted by the kernel, the sum of all contributions held at what the whole coalition adds to none.</summary>
    static double[][] Regressed(Dictionary<UInt128, double[]> values, Dictionary<UInt128, double> coalitions, int m, int outputs)
    {
        UInt128[] keys = [.. coalitions.Keys];
        double[] none = values[UInt128.Zero], whole = values[(UInt128.One << m) - 1];
        int last(UInt128 key) => (int)(key >> (m - 1) & 1);
        Matrix<double> x = Matrix<double>.Build.Dense(keys.Length, m - 1,
            (k, i) => Math.Sqrt(coalitions[keys[k]]) * ((int)(keys[k] >> i & 1) - last(keys[k])));
        Matrix<double> y = Matrix<double>.Build.Dense(keys.Length, outputs, (k, o) => Math.Sqrt(coalitions[keys[k]])
            * (values[keys[k]][o] - none[o] - last(keys[k]) * (whole[o] - none[o])));
        Matrix<double> solved = x.QR().Solve(y);
        double[][] contributions = [.. Enumerable.Range(0, m - 1).Select(i => solved.Row(i).ToArray())];
        return [.. contributions, [.. Enumerable.Range(0, outputs).Select(o => whole[o] - none[o] - contributions.Sum(one => one[o]))]];
    }

    /// <summary>Coalitions with their weights: sizes 1 and m - 1, then 2 and m - 2 and so on as far as they fit; of the sizes left a
    /// sample in pairs with their complements.</summary>
    static Dictionary<UInt128, double> Sampled(int m, ulong seed)
    {
        double[] ofSize = new double[m];
        for (int s = 1; s < m; s++)
            ofSize[s] = (m - 1.0) / ((double)s * (m - s));
        var chosen = new Dictionary<UInt128, double>();
        int size = 1;
        double count = m;
        for (; size <= m / 2; count = count * (m - size) / (size + 1), size++)
        {
            double both = 2 * size == m ? count : 2 * count;
            if (chosen.Count + both > MostCoalitions / 2.0)
                break;
            foreach (UInt128 key in Subsets(m, size))
            {
                chosen[key] = ofSize[size] / count;
                chosen[(UInt128.One << m) - 1 - key] = ofSize[m - size] / count;
            }
        }

        double[] left = [.. Enumerable.Range(0, m).Select(s => s >= size && s <= m - size ? ofSize[s] : 0)];
        double rest = left.Sum();
        if (rest == 0)
            return chosen;
        var draws = new RandomStream(seed);
        var counts = new Dictionary<UInt128, int>();
        for (int drawn = 0; drawn < (MostCoalitions - chosen.Count) / 2; drawn++)
        {
            UInt128 key = Drawn(m, Pick(left, rest, draws), draws);
            counts[key] = counts.GetValueOrDefault(key) + 1;
            UInt128 complement = (UInt128.One << m) - 1 - key;
            counts[complement] = counts.GetValueOrDefault(complement) + 1;
        }

        double total = counts.Values.Sum();
        foreach ((UInt128 key, int times) in counts)
            chosen[key] = rest * times / total;
        return chosen;
    }

    static int Pick(double[] weights, double sum, RandomStream draws)
    {
        double at = draws.Unit() * sum;
        int s = Array.FindIndex(weights, weight => weight > 0);
        while (s < weights.Length - 1 && (at -= weights[s]) > 0)
            s++;
        return weights[s] > 0 ? s : Array.FindLastIndex(weights, weight => weight > 0);
    }

    static UInt128 Drawn(int m, int size, RandomStream draws)
    {
        // Floyd's sample without replacement.
        UInt128 key = 0;
        for (int j = m - size; j < m; j++)
        {
            int i = (int)(draws.Unit() * (j + 1));
            key |= UInt128.One << ((key >> i & 1) == 1 ? j : i);
        }

        return key;
    }

    static IEnumerable<UInt128> Subsets(int m, int size, int from = 0)
    {
        if (size == 0)
        {
            yield return 0;
            yield break;
        }

        for (int i = from; i <= m - size; i++)
            foreach (UInt128 rest in Subsets(m, size - 1, i + 1))
                yield return rest | UInt128.One << i;
    }
}
