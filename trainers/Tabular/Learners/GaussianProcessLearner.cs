using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>
/// Gaussian process regression with a Matern 5/2 kernel of one length and a linear one, length, share and noise by marginal likelihood on a
/// grid (Rasmussen &amp; Williams 2006, chapters 2 and 5); classes are regressed as 0 and 1 (section 6.5). Design studies have one of their
/// own with a length for each variable, which is too slow for hundreds of rows.
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
        double mean = isClass ? y.Average() : 0;
        (double Likelihood, double Length, double Linear, double Noise) best = (double.NegativeInfinity, 1, 0, 1);
        foreach (double length in Lengths)
            foreach (double linear in Linears)
            {
                cancellation.ThrowIfCancellationRequested();
                Matrix<double> kernel = Kernel(few, length, linear);
                foreach (double noise in Noises)
                    if (LogLikelihood(kernel, Values(few), noise) is var likelihood && likelihood > best.Likelihood)
                        best = (likelihood, length, linear, noise);
            }

        Matrix<double> full = Kernel(rows, best.Length, best.Linear);
        double scale = Scale(full, Values(rows), best.Noise, out Vector<double> coefficients);
        return new([.. rows.Select(i => x[i])], coefficients.ToArray(), mean, best.Length * Math.Sqrt(x[0].Length),
            best.Linear / x[0].Length, scale);

        Vector<double> Values(int[] of) => Vector<double>.Build.DenseOfEnumerable(of.Select(i => y[i] - mean));

        Matrix<double> Kernel(int[] of, double length, double linear) => Matrix<double>.Build.Dense(of.Length, of.Length, (i, j) =>
            GaussianProcessPredictor.Kernel(x[of[i]], x[of[j]], length * Math.Sqrt(x[0].Length), linear / x[0].Length));
    }

    // With the signal's variance at its best value, which is the mean of y'K^-1 y.
    static double LogLikelihood(Matrix<double> kernel, Vector<double> y, double noise)
    {
        Cholesky<double> factor = (kernel + noise * Matrix<double>.Build.DenseIdentity(y.Count)).Cholesky();
        double variance = Math.Max(y.DotProduct(factor.Solve(y)) / y.Count, 1e-12);
        return -0.5 * (y.Count * Math.Log(variance) + factor.DeterminantLn);
    }

    static double Scale(Matrix<double> kernel, Vector<double> y, double noise, out Vector<double> coefficients)
    {
        coefficients = (kernel + noise * Matrix<double>.Build.DenseIdentity(y.Count)).Cholesky().Solve(y);
        return Math.Sqrt(Math.Max(y.DotProduct(coefficients) / y.Count, 1e-12));
    }
}

/// <summary>The posterior mean: a sum of kernels at the rows learned from.</summary>
/// <param name="Rows">These rows.</param>
/// <param name="Coefficients">One a row.</param>
/// <param name="Mean">Added to the sum.</param>
/// <param name="Length">Length scale of the Matern kernel.</param>
/// <param name="Linear">Weight of the linear kernel.</param>
/// <param name="Deviation">Standard deviation of the signal.</param>
public sealed record GaussianProcessPredictor(double[][] Rows, double[] Coefficients, double Mean, double Length, double Linear,
    double Deviation) : IRowPredictor
{
    /// <inheritdoc/>
    public double Predict(ReadOnlySpan<double> x)
    {
        double sum = Mean;
        for (int i = 0; i < Rows.Length; i++)
            sum += Coefficients[i] * Kernel(x, Rows[i], Length, Linear);
        return sum;
    }

    /// <summary>(1 + r + r^2/3) exp(-r) with r = sqrt(5) d / length, plus the linear part.</summary>
    internal static double Kernel(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double length, double linear)
    {
        double r = Math.Sqrt(5) * TensorPrimitives.Distance(a, b) / length;
        return (1 + r + r * r / 3) * Math.Exp(-r) + (linear > 0 ? linear * TensorPrimitives.Dot(a, b) : 0);
    }
}
