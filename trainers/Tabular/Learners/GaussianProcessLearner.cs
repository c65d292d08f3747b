using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Gaussian process regression with a Matern 5/2 kernel of one length and a linear one, length, share and noise by marginal likelihood on a
/// grid (Rasmussen &amp; Williams 2006, chapters 2 and 5); classes are regressed as 0 and 1 (section 6.5). A length for each variable,
/// as design studies have it, would be too slow for hundreds of rows.
/// </summary>
public sealed class GaussianProcessLearner : EncodedLearner<GaussianProcessPredictor>
{
    const int MostRows = 800, MostTuningRows = 300;

    static readonly double[] Lengths = [0.5, 1, 2, 4], Noises = [0.01, 0.05, 0.15, 0.4, 1], Linears = [0, 0.5];

    /// <inheritdoc/>
    public override string Name => "gaussian-process";

    /// <inheritdoc/>
    public override int Rank => 22;

    /// <inheritdoc/>
    public override string Title => "Gaussian process";

    /// <inheritdoc/>
    protected override GaussianProcessPredictor FitOne(double[][] x, double[] y, bool isClass, ulong seed, CancellationToken cancellation)
    {
        // Cubic in rows: of a long table as many as a few seconds allow, drawn at random.
        int[] drawn = [.. Enumerable.Range(0, y.Length).OrderBy(i => SplitMix64.Hash(seed, (ulong)i))];
        int[] rows = [.. drawn.Take(MostRows).Order()], few = [.. drawn.Take(MostTuningRows).Order()];
        double mean = isClass ? y.Average() : 0, root = Math.Sqrt(x[0].Length);
        (double Likelihood, MaternKernel Kernel, double Noise) best = (double.NegativeInfinity, new([root], 1), 1);
        foreach (double length in Lengths)
            foreach (double linear in Linears)
            {
                cancellation.ThrowIfCancellationRequested();
                var kernel = new MaternKernel([length * root], 1, linear / x[0].Length);
                Matrix<double> covariance = kernel.Covariance(Points(few));
                foreach (double noise in Noises)
                    if (new GaussianProcessPosterior(Points(few), Values(few), kernel, noise, covariance).ScaledLogLikelihood
                        is var likelihood && likelihood > best.Likelihood)
                        best = (likelihood, kernel, noise);
            }

        var posterior = new GaussianProcessPosterior(Points(rows), Values(rows), best.Kernel, best.Noise);
        return new(Points(rows), [.. posterior.Coefficients], mean, best.Kernel.Lengths[0], best.Kernel.Linear);

        double[][] Points(int[] of) => [.. of.Select(i => x[i])];

        double[] Values(int[] of) => [.. of.Select(i => y[i] - mean)];
    }
}

/// <summary>The posterior mean: a sum of kernels at the rows learned from.</summary>
/// <param name="Rows">These rows.</param>
/// <param name="Coefficients">One a row.</param>
/// <param name="Mean">Added to the sum.</param>
/// <param name="Length">Length scale of the Matern kernel.</param>
/// <param name="Linear">Weight of the linear kernel.</param>
public sealed record GaussianProcessPredictor(double[][] Rows, double[] Coefficients, double Mean, double Length, double Linear)
    : IRowPredictor
{
    readonly MaternKernel kernel = new([Length], 1, Linear);

    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x)
    {
        double sum = Mean;
        for (int i = 0; i < Rows.Length; i++)
            sum += Coefficients[i] * kernel.Of(x, Rows[i]);
        return sum;
    }
}
