using SurrogateEngine.Statistics;

namespace SurrogateEngine.Explain;

/// <summary>Shares of an output's variance by one input.</summary>
/// <param name="Input">Its name.</param>
/// <param name="First">By the input alone, shape [outputs].</param>
/// <param name="Total">By the input together with all others, shape [outputs].</param>
/// <param name="FirstLow">Lower end of the bootstrap's interval.</param>
/// <param name="FirstHigh">Upper end.</param>
/// <param name="TotalLow">Lower end of that of the total.</param>
/// <param name="TotalHigh">Upper end.</param>
public sealed record SobolIndex(string Input, double[] First, double[] Total, double[] FirstLow, double[] FirstHigh, double[] TotalLow,
    double[] TotalHigh);

/// <summary>
/// Sobol's indices of independent inputs, each even over its range on its scale: first order by Saltelli et al., total by Jansen
/// (Comput. Phys. Commun. 181 (2010) 259), from n (inputs + 2) predictions. Outputs that do not vary have NaN.
/// </summary>
/// <param name="Inputs">Indices of each input.</param>
/// <param name="Variance">Of each output, shape [outputs].</param>
/// <param name="Predictions">How many were asked.</param>
public sealed record SobolIndices(IReadOnlyList<SobolIndex> Inputs, double[] Variance, int Predictions)
{
    const double Flat = 1e-14;

    /// <summary>Estimates them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">Base samples n; a power of two keeps the points even.</param>
    /// <param name="resamplings">Of the bootstrap.</param>
    /// <param name="confidence">Of the intervals.</param>
    /// <param name="seed">Another seed draws otherwise.</param>
    /// <param name="progress">Receives predictions done and in all.</param>
    /// <param name="cancellation">Stops it.</param>
    public static SobolIndices Of(IExplainable model, int samples = 1024, int resamplings = 200, double confidence = 0.95, ulong seed = 1,
        Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        int d = model.Inputs.Count, total = samples * (d + 2), done = 0;
        double[][] pairs = InputRows.Unit(2 * d, samples, seed);
        double[][] a = Predicted(i => false), b = Predicted(i => true);
        double[][][] mixed = [.. Enumerable.Range(0, d).Select(only => Predicted(i => i == only))];
        return new([.. model.Inputs.Select((input, i) => Index(input.Name, a, b, mixed[i], resamplings, confidence, seed))],
            [.. Enumerable.Range(0, model.Outputs.Count).Select(o => Moments(a, b, o).Variance)], total);

        double[][] Predicted(Func<int, bool> second)
        {
            cancellation.ThrowIfCancellationRequested();
            double[][] rows = model.Predict([.. pairs.Select(pair =>
                InputRows.Scaled(model.Inputs, [.. Enumerable.Range(0, d).Select(i => pair[second(i) ? d + i : i])]))]);
            progress?.Invoke(done += samples, total);
            return rows;
        }
    }

    /// <summary>What is left to interactions: 1 less the sum of first-order indices, shape [outputs].</summary>
    public double[] Interactions => [.. Variance.Select((_, o) => Math.Max(0, 1 - Inputs.Sum(input => Math.Max(0, input.First[o]))))];

    static SobolIndex Index(string name, double[][] a, double[][] b, double[][] mixed, int resamplings, double confidence, ulong seed)
    {
        int n = a.Length, outputs = a[0].Length;
        var draws = new RandomStream(SplitMix64.Hash(seed, 7));
        int[][] resampled = [.. Enumerable.Range(0, resamplings)
            .Select(_ => Enumerable.Range(0, n).Select(_ => (int)(draws.Unit() * n)).ToArray())];
        int[] own = [.. Enumerable.Range(0, n)];
        double[] first = new double[outputs], all = new double[outputs];
        double[][] ends = [.. Enumerable.Range(0, 4).Select(_ => new double[outputs])];
        Parallel.For(0, outputs, o =>
        {
            (double mean, double variance) = Moments(a, b, o);
            // Terms of both means for each row, about the mean, which the estimates do not depend on.
            double[] one = new double[n], jansen = new double[n], square = new double[n];
            for (int k = 0; k < n; k++)
            {
                one[k] = (b[k][o] - mean) * (mixed[k][o] - a[k][o]);
                jansen[k] = 0.5 * (a[k][o] - mixed[k][o]) * (a[k][o] - mixed[k][o]);
                square[k] = 0.5 * ((a[k][o] - mean) * (a[k][o] - mean) + (b[k][o] - mean) * (b[k][o] - mean));
            }

            (first[o], all[o]) = variance > Flat * mean * mean ? (Ratio(one, own), Ratio(jansen, own)) : (double.NaN, double.NaN);
            (ends[0][o], ends[1][o]) = Bootstrap.Percentile(resampled.Select(rows => Ratio(one, rows)), confidence);
            (ends[2][o], ends[3][o]) = Bootstrap.Percentile(resampled.Select(rows => Ratio(jansen, rows)), confidence);

            double Ratio(double[] terms, int[] rows)
            {
                double sum = 0, whole = 0;
                foreach (int k in rows)
                    (sum, whole) = (sum + terms[k], whole + square[k]);
                return whole > 0 ? sum / whole : double.NaN;
            }
        });
        return new(name, first, all, ends[0], ends[1], ends[2], ends[3]);
    }

    static (double Mean, double Variance) Moments(double[][] a, double[][] b, int o)
    {
        double mean = 0.5 * (a.Average(row => row[o]) + b.Average(row => row[o]));
        return (mean, 0.5 * (a.Average(row => (row[o] - mean) * (row[o] - mean)) + b.Average(row => (row[o] - mean) * (row[o] - mean))));
    }
}
