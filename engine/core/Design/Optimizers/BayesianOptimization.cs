using MathNet.Numerics.Distributions;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Design;

/// <summary>
/// Bayesian optimization of an expensive function in the unit box: a Gaussian process and expected improvement (Jones, Schonlau &amp;
/// Welch, J. Global Optim. 13 (1998) 455); batches by the Kriging believer (Ginsbourger et al. 2010).
/// </summary>
public static class BayesianOptimization
{
    const int Candidates = 2048;

    /// <summary>The next points to measure, for the smallest value.</summary>
    /// <param name="points">Points measured so far, at least two.</param>
    /// <param name="values">Their values.</param>
    /// <param name="count">How many points are wanted at once.</param>
    /// <param name="noisy">Whether values carry noise.</param>
    /// <param name="seed">Another seed tries other candidates.</param>
    public static double[][] Suggest(double[][] points, double[] values, int count = 1, bool noisy = false, ulong seed = 1)
    {
        List<double[]> known = [.. points];
        List<double> believed = [.. values];
        for (int i = 0; i < count; i++)
        {
            GaussianProcess process = GaussianProcess.Fit([.. known], [.. believed], noisy, seed + (ulong)i);
            double[] next = Best(process, known, believed.Min(), SplitMix64.Hash(seed, (ulong)(i + points.Length)));
            known.Add(next);
            believed.Add(process.Predict(next).Mean);
        }

        return [.. known.Skip(points.Length)];
    }

    /// <summary>Expected improvement over the best value, and its logarithm where it would vanish in rounding.</summary>
    internal static double LogImprovement(double best, double mean, double deviation)
    {
        double z = (best - mean) / deviation;
        if (z > -5)
            return Math.Log(deviation * (z * Normal.CDF(0, 1, z) + Normal.PDF(0, 1, z)));
        // phi(z) / z^2, the leading term far below the mean.
        return Math.Log(deviation) - 0.5 * z * z - 0.5 * Math.Log(2 * Math.PI) - 2 * Math.Log(-z);
    }

    static double[] Best(GaussianProcess process, List<double[]> known, double best, ulong seed)
    {
        int n = known[0].Length;
        double Worth(double[] point)
        {
            var (mean, deviation) = process.Predict(point);
            return LogImprovement(best, mean, deviation);
        }

        ISampler sampler = Samplers.All.Get("sobol").Create(n, Candidates, seed & long.MaxValue);
        var candidates = new List<double[]>();
        var spread = new double[Candidates * n];
        sampler.Fill(0, Candidates, spread);
        candidates.AddRange(spread.Chunk(n));
        // Around the best points seen, where a sharp improvement may hide from an even spread.
        var random = new RandomStream(seed);
        double[][] near = [.. known.OrderBy(point => process.Predict(point).Mean).Take(4)];
        candidates.AddRange(Enumerable.Range(0, 512).Select(i => near[i % near.Length]
            .Select(x => Math.Clamp(x + 0.05 * random.Normal(), 0, 1)).ToArray()));
        return candidates.Select(point => (Point: point, Worth: Worth(point))).OrderByDescending(at => at.Worth).Take(4)
            .Select(at => Climb(at.Point, at.Worth, Worth)).MaxBy(at => at.Worth).Point;
    }

    /// <summary>A pattern search: steps along each variable, halved where none helps.</summary>
    static (double[] Point, double Worth) Climb(double[] point, double worth, Func<double[], double> value)
    {
        for (double step = 0.05; step > 1e-4;)
        {
            bool moved = false;
            for (int k = 0; k < point.Length; k++)
            {
                foreach (double move in (double[])[step, -step])
                {
                    double[] next = [.. point];
                    next[k] = Math.Clamp(next[k] + move, 0, 1);
                    double at = value(next);
                    if (at > worth)
                        (point, worth, moved) = (next, at, true);
                }
            }

            step = moved ? step : step / 2;
        }

        return (point, worth);
    }
}
