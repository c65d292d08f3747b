using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Design;

/// <summary>How <see cref="CmaEs"/> searches.</summary>
public sealed record CmaEsOptions
{
    /// <summary>Evaluations at most, over all restarts.</summary>
    public int Evaluations { get; init; } = 100_000;

    /// <summary>Points of a generation; 0 takes 4 + 3 ln n. Each restart doubles it (IPOP).</summary>
    public int Population { get; init; }

    /// <summary>First standard deviation, as a share of the box.</summary>
    public double Sigma { get; init; } = 0.3;

    /// <summary>A value that is good enough.</summary>
    public double Target { get; init; } = double.NegativeInfinity;

    /// <summary>A start that has shrunk to this standard deviation is over.</summary>
    public double Smallest { get; init; } = 1e-11;

    /// <summary>Another seed takes another course.</summary>
    public ulong Seed { get; init; } = 1;
}

/// <summary>A point and its value.</summary>
/// <param name="Point">Shape [n], in the unit box.</param>
/// <param name="Value">What was minimized.</param>
/// <param name="Evaluations">Points evaluated.</param>
public sealed record Minimum(double[] Point, double Value, int Evaluations);

/// <summary>
/// The covariance matrix adaptation evolution strategy in the unit box (Hansen, arXiv 1604.00772), restarted with twice the population
/// where it stalls (Auger &amp; Hansen, CEC 2005). For objectives that are not smooth or have many minima.
/// </summary>
public static class CmaEs
{
    /// <summary>Searches for the smallest value.</summary>
    /// <param name="dimension">Variables, each in [0, 1].</param>
    /// <param name="evaluate">Values of a generation of points, all at once; NaN counts as worst.</param>
    /// <param name="options">How to search; null is the usual way.</param>
    /// <param name="cancellation">Stops between generations; the best so far is returned by nobody.</param>
    public static Minimum Minimize(int dimension, Func<double[][], double[]> evaluate, CmaEsOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= new();
        int population = options.Population > 0 ? options.Population : 4 + (int)(3 * Math.Log(dimension));
        var best = new Minimum([], double.PositiveInfinity, 0);
        for (ulong start = 0; best.Evaluations < options.Evaluations && best.Value > options.Target; start++, population *= 2)
        {
            var run = new CmaEsRun(dimension, population, options.Sigma, SplitMix64.Hash(options.Seed, start));
            while (!run.Stalled(options.Smallest) && best.Evaluations < options.Evaluations && best.Value > options.Target)
            {
                cancellation.ThrowIfCancellationRequested();
                best = run.Generation(evaluate, best);
            }
        }

        return best;
    }
}

/// <summary>One start of the strategy: mean, step size, covariance and their paths.</summary>
sealed class CmaEsRun
{
    readonly int n, lambda, mu;
    readonly double[] weights;
    readonly double muEffective, cSigma, damping, cCovariance, cRankOne, cRankMu, expectedNorm;
    readonly RandomStream random;
    Vector<double> mean, pathSigma, pathCovariance;
    Matrix<double> covariance, basis;
    Vector<double> deviations;
    double sigma, flat;
    int generation, sinceDecomposition;

    public CmaEsRun(int dimension, int population, double sigma, ulong seed)
    {
        (n, lambda, mu, this.sigma) = (dimension, population, population / 2, sigma);
        random = new RandomStream(seed);
        double[] raw = [.. Enumerable.Range(0, mu).Select(i => Math.Log((lambda + 1) / 2.0) - Math.Log(i + 1))];
        weights = [.. raw.Select(w => w / raw.Sum())];
        muEffective = 1 / weights.Sum(w => w * w);
        cSigma = (muEffective + 2) / (n + muEffective + 5);
        damping = 1 + 2 * Math.Max(0, Math.Sqrt((muEffective - 1) / (n + 1)) - 1) + cSigma;
        cCovariance = (4 + muEffective / n) / (n + 4 + 2 * muEffective / n);
        cRankOne = 2 / ((n + 1.3) * (n + 1.3) + muEffective);
        cRankMu = Math.Min(1 - cRankOne, 2 * (muEffective - 2 + 1 / muEffective) / ((n + 2) * (n + 2) + muEffective));
        expectedNorm = Math.Sqrt(n) * (1 - 1.0 / (4 * n) + 1.0 / (21.0 * n * n));
        mean = Vector<double>.Build.Dense(n, _ => 0.2 + 0.6 * random.Unit());
        (pathSigma, pathCovariance) = (Vector<double>.Build.Dense(n), Vector<double>.Build.Dense(n));
        (covariance, basis, deviations) = (Matrix<double>.Build.DenseIdentity(n), Matrix<double>.Build.DenseIdentity(n),
            Vector<double>.Build.Dense(n, 1));
    }

    /// <summary>No longer moving, or on a plain.</summary>
    public bool Stalled(double smallest) =>
        sigma * deviations.Maximum() < smallest || flat > 10 + 30.0 * n / lambda || !double.IsFinite(sigma);

    /// <summary>Draws a generation, evaluates it and learns from its better half.</summary>
    public Minimum Generation(Func<double[][], double[]> evaluate, Minimum best)
    {
        Vector<double>[] steps = [.. Enumerable.Range(0, lambda).Select(_ =>
            basis * Vector<double>.Build.Dense(n, i => deviations[i] * random.Normal()))];
        double[][] drawn = [.. steps.Select(step => (mean + sigma * step).ToArray())];
        double[][] inside = [.. drawn.Select(point => point.Select(x => Math.Clamp(x, 0, 1)).ToArray())];
        double[] values = evaluate(inside);
        double spread = values.Where(double.IsFinite).DefaultIfEmpty(0).Max() - values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
        for (int i = 0; i < lambda; i++)
        {
            if (values[i] < best.Value)
                best = best with { Point = inside[i], Value = values[i] };
        }

        // A point outside the box counts as its nearest inside and pays for the way.
        double[] ranked = [.. values.Select((value, i) => (double.IsNaN(value) ? double.MaxValue : value)
            + (spread + 1e-12) * drawn[i].Zip(inside[i], (x, y) => (x - y) * (x - y) / (sigma * sigma)).Sum())];
        int[] order = [.. Enumerable.Range(0, lambda).OrderBy(i => ranked[i])];
        flat = spread <= 1e-13 * (1 + Math.Abs(values[order[0]])) ? flat + 1 : 0;
        Learn([.. order.Take(mu).Select(i => steps[i])]);
        return best with { Evaluations = best.Evaluations + lambda };
    }

    void Learn(Vector<double>[] better)
    {
        generation++;
        Vector<double> move = better.Zip(weights, (step, weight) => step * weight).Aggregate((a, b) => a + b);
        mean += sigma * move;
        Vector<double> whitened = basis * (basis.TransposeThisAndMultiply(move).PointwiseDivide(deviations));
        pathSigma = (1 - cSigma) * pathSigma + Math.Sqrt(cSigma * (2 - cSigma) * muEffective) * whitened;
        double norm = pathSigma.L2Norm();
        bool steady = norm / Math.Sqrt(1 - Math.Pow(1 - cSigma, 2 * generation)) / expectedNorm < 1.4 + 2.0 / (n + 1);
        pathCovariance = (1 - cCovariance) * pathCovariance;
        if (steady)
            pathCovariance += Math.Sqrt(cCovariance * (2 - cCovariance) * muEffective) * move;
        double lost = steady ? 0 : cRankOne * cCovariance * (2 - cCovariance);
        covariance = (1 - cRankOne - cRankMu + lost) * covariance + cRankOne * pathCovariance.OuterProduct(pathCovariance);
        for (int i = 0; i < better.Length; i++)
            covariance += cRankMu * weights[i] * better[i].OuterProduct(better[i]);
        sigma *= Math.Exp(Math.Min(1, cSigma / damping * (norm / expectedNorm - 1)));
        if (++sinceDecomposition * (cRankOne + cRankMu) * n * 10 < 1)
            return;
        sinceDecomposition = 0;
        covariance = (covariance + covariance.Transpose()) / 2;
        var eigen = covariance.Evd(Symmetricity.Symmetric);
        basis = eigen.EigenVectors;
        deviations = eigen.EigenValues.Map(value => Math.Sqrt(Math.Max(value.Real, 1e-30)));
    }
}
