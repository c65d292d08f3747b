using MathNet.Numerics.LinearAlgebra;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Fitting;

/// <summary>Samples the posterior of a least-squares problem whose residuals are evaluated in batches.</summary>
sealed class PosteriorSampling(IBatchResiduals objective)
{
    /// <summary>Draws that are kept to be looked at.</summary>
    const int Kept = 1000;

    /// <summary>Walkers begin this many times as wide as the curvature says, so that they have to find together.</summary>
    const double Spread = 1.5;

    /// <summary>A curve nearer to the data than this, in the residuals' unit, is on them.</summary>
    const double Resolution = 1e-5;

    readonly int n = objective.Points, d = objective.Dimensions;

    /// <summary>Draws, in coordinates of the cube.</summary>
    /// <param name="best">Where the density is largest.</param>
    /// <param name="options">How long.</param>
    public EnsembleDraws Run(double[] best, PosteriorOptions options)
    {
        int walkers = Math.Max(options.Walkers / 2, d + 1) * 2;
        return EnsembleSampler.Run(LogPosterior, Starts(best, options.Ensembles, walkers, options.Seed), options);
    }

    /// <summary>The draws as values of parameters.</summary>
    /// <param name="draws">In coordinates of the cube.</param>
    /// <param name="about">The parameter of each coordinate, and the profile it belongs to.</param>
    /// <param name="confidence">Of the intervals.</param>
    /// <param name="seed">For the errors.</param>
    public Posterior Describe(EnsembleDraws draws, IReadOnlyList<(Parameter About, string Profile)> about, double confidence, ulong seed)
    {
        double[][] some = draws.Some(Kept);
        return new Posterior
        {
            Parameters = [.. about.Select((of, j) => Of(draws, of.About, of.Profile, j, confidence))],
            Draws = [.. some.Select(point => point.Select((value, j) => about[j].About.At(value)).ToArray())],
            Errors = Errors(some, seed),
            Confidence = confidence,
            Count = draws.Count,
            Acceptance = draws.Acceptance,
        };
    }

    /// <summary>Logarithm of the posterior density, up to a constant.</summary>
    void LogPosterior(ReadOnlySpan<double> points, int count, Span<double> logarithms)
    {
        // What lies outside the cube is not evaluated, and its place in the batch is taken by its projection.
        double[] inside = points.ToArray();
        bool[] outside = new bool[count];
        for (int i = 0; i < inside.Length; i++)
            if (inside[i] is not (>= 0 and <= 1))
                (inside[i], outside[i / d]) = (Math.Clamp(double.IsNaN(inside[i]) ? 0 : inside[i], 0, 1), true);
        double[] sums = new double[count];
        objective.Evaluate(inside, count, new double[count * n], sums);
        for (int i = 0; i < count; i++)
            logarithms[i] = outside[i] ? double.NegativeInfinity : LogLikelihood(sums[i]);
    }

    double LogLikelihood(double sum) =>
        objective.Loss is { } loss ? -sum / (2 * loss.Variance)
        : objective.Weighted ? -sum / 2
        : -n / 2.0 * Math.Log(sum + n * Resolution * Resolution);

    /// <summary>Walkers around the best point, as wide as the linearized model and the cube allow.</summary>
    double[][][] Starts(double[] best, int ensembles, int walkers, ulong seed)
    {
        var draws = new RandomStream(seed + 1);
        double[] residuals = new double[n], sums = new double[1];
        objective.Evaluate(best, 1, residuals, sums);
        double variance = objective.Loss?.Variance ?? (objective.Weighted ? 1
            : Math.Max(sums[0] / Math.Max(1, n - d), Resolution * Resolution));
        Matrix<double> jacobian = objective.Jacobians(best, 1)[0];
        // Twelve is one over the variance of a flat prior.
        Matrix<double> precision = jacobian.TransposeThisAndMultiply(jacobian) / variance + 12 * Matrix<double>.Build.DenseIdentity(d);
        Matrix<double> factor = precision.Cholesky().Factor.Transpose();
        return [.. Enumerable.Range(0, ensembles).Select(_ => Enumerable.Range(0, walkers).Select(_ => Start()).ToArray())];

        double[] Start()
        {
            Vector<double> step = factor.Solve(Vector<double>.Build.Dense(d, _ => Spread * draws.Normal()));
            return [.. best.Select((value, j) => Reflected(value + step[j], draws))];
        }
    }

    /// <summary>A coordinate brought back into the cube at the face through which it left.</summary>
    static double Reflected(double value, RandomStream draws)
    {
        double inside = value < 0 ? -value : value > 1 ? 2 - value : value;
        return inside is >= 0 and <= 1 ? inside : draws.Unit();
    }

    PosteriorParameter Of(EnsembleDraws draws, Parameter about, string profile, int coordinate, double confidence)
    {
        double[] sorted = [.. draws.Of(coordinate).Select(about.At).Order()];
        double mean = sorted.Average();
        double deviation = Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / (sorted.Length - 1));
        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1))];
        return new PosteriorParameter(about, profile, mean, deviation, At((1 - confidence) / 2), At(0.5), At((1 + confidence) / 2),
            draws.Rhat(coordinate), draws.EffectiveSamples(coordinate));
    }

    /// <summary>Given a parameter set, the error's variance is its sum of squares over a chi-square on n degrees of freedom.</summary>
    double[] Errors(double[][] points, ulong seed)
    {
        if (objective.Loss is { } loss)
            return [.. points.Select(_ => loss.Scale)];
        if (objective.Weighted)
            return [.. points.Select(_ => 1.0)];
        var draws = new RandomStream(seed + 2);
        double[] sums = new double[points.Length];
        objective.Evaluate([.. points.SelectMany(point => point)], points.Length, new double[points.Length * n], sums);
        return [.. sums.Select(sum => Math.Sqrt(sum / Enumerable.Range(0, n).Sum(_ => Math.Pow(draws.Normal(), 2))))];
    }
}
