using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Design;

/// <summary>
/// Minimizes an expensive function in the unit box by the tree-structured Parzen estimator (TPE; Bergstra et al., NeurIPS 24, 2011, section
/// 4): one density of the best points seen, another of all others, and next the point where the first is largest beside the second. The
/// kernels are normal ones over all variables together (multivariate TPE; Falkner, Klein &amp; Hutter, ICML 2018, section 4.1), cut off at
/// the box, with a wide one in its middle that stands for knowing nothing.
/// </summary>
public static class ParzenEstimator
{
    /// <summary>Points drawn at random before the densities say anything.</summary>
    public const int Start = 8;

    const int Candidates = 32, MostGood = 25;
    const double Width = 0.25;

    /// <summary>The next point to try, for the smallest value.</summary>
    /// <param name="points">Points tried so far, shape [points][variables]; with fewer than <see cref="Start"/> the next is a random
    /// one.</param>
    /// <param name="values">Their values; what could not be evaluated is infinite.</param>
    /// <param name="variables">Number of variables.</param>
    /// <param name="seed">Another seed tries other points.</param>
    public static double[] Suggest(IReadOnlyList<double[]> points, IReadOnlyList<double> values, int variables, ulong seed = 1)
    {
        var random = new RandomStream(SplitMix64.Hash(seed, (ulong)points.Count, 77));
        if (points.Count < Start)
            return [.. Enumerable.Range(0, variables).Select(_ => random.Unit())];
        int[] order = [.. Enumerable.Range(0, points.Count).OrderBy(i => values[i])];
        int good = Good(points.Count);
        var best = new Density([.. order[..good].Select(i => points[i])], variables);
        var rest = new Density([.. order[good..].Select(i => points[i])], variables);
        return Enumerable.Range(0, Candidates).Select(_ => best.Draw(random)).MaxBy(point => best.Log(point) - rest.Log(point))!;
    }

    /// <summary>The largest value that a further point may have and still count among the best: who knows that one is worse need not
    /// evaluate it to the end.</summary>
    public static double Limit(IReadOnlyList<double> values)
    {
        int good = Good(Math.Max(values.Count + 1, Start));
        return values.Count < good ? double.PositiveInfinity : values.Order().ElementAt(good - 1);
    }

    static int Good(int points) => Math.Min(MostGood, (int)Math.Ceiling(0.15 * points));

    /// <summary>A mean of normal kernels, each cut off at the box.</summary>
    sealed class Density(double[][] centers, int variables)
    {
        // Scott's rule on the unit box; so wide that kernels far apart do not leave holes.
        readonly double width = Math.Max(Width * Math.Pow(centers.Length, -1.0 / (variables + 4)), 1.0 / Math.Min(100, centers.Length + 2));

        public double[] Draw(RandomStream random)
        {
            int kernel = Math.Min(centers.Length, (int)(random.Unit() * (centers.Length + 1)));
            return [.. Enumerable.Range(0, variables).Select(v =>
            {
                (double center, double deviation) = Kernel(kernel, v);
                double low = Normal.CDF(center, deviation, 0), high = Normal.CDF(center, deviation, 1);
                return Math.Clamp(Normal.InvCDF(center, deviation, low + random.Unit() * (high - low)), 0, 1);
            })];
        }

        public double Log(double[] point)
        {
            double[] logs = [.. Enumerable.Range(0, centers.Length + 1).Select(kernel => Enumerable.Range(0, variables).Sum(v =>
            {
                (double center, double deviation) = Kernel(kernel, v);
                return Normal.PDFLn(center, deviation, point[v])
                    - Math.Log(Normal.CDF(center, deviation, 1) - Normal.CDF(center, deviation, 0));
            }))];
            double largest = logs.Max();
            return largest + Math.Log(logs.Sum(log => Math.Exp(log - largest)) / logs.Length);
        }

        (double Center, double Deviation) Kernel(int kernel, int variable) =>
            kernel < centers.Length ? (centers[kernel][variable], width) : (0.5, 1);
    }
}
