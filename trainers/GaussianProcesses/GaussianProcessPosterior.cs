using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A Gaussian process of mean zero that has seen noisy values at some points (Rasmussen &amp; Williams 2006, algorithm 2.1): its
/// predictions, the marginal likelihood of the values and the derivatives of that, by which kernels are chosen.
/// </summary>
public sealed class GaussianProcessPosterior
{
    readonly double[][] points;
    readonly MaternKernel kernel;
    readonly double noise;
    readonly Vector<double> values, coefficients;
    readonly Cholesky<double> factor;

    /// <param name="points">Shape [count, variables].</param>
    /// <param name="values">Shape [count].</param>
    /// <param name="kernel">Covariance of the function.</param>
    /// <param name="noise">Variance of the noise.</param>
    public GaussianProcessPosterior(double[][] points, double[] values, MaternKernel kernel, double noise)
        : this(points, values, kernel, noise, kernel.Covariance(points))
    {
    }

    /// <summary>The same where the covariances of the points are known, to try several noises.</summary>
    internal GaussianProcessPosterior(double[][] points, double[] values, MaternKernel kernel, double noise, Matrix<double> covariance)
    {
        (this.points, this.kernel, this.noise) = (points, kernel, noise);
        this.values = Vector<double>.Build.Dense(values);
        factor = Factor(covariance + noise * Matrix<double>.Build.DenseIdentity(points.Length));
        coefficients = factor.Solve(this.values);
    }

    /// <summary>Weights of the kernels at the points, whose sum is the mean.</summary>
    public IReadOnlyList<double> Coefficients => coefficients.AsArray();

    /// <summary>Logarithm of the marginal likelihood of the values (eq. 2.30).</summary>
    public double LogLikelihood => -0.5 * values.DotProduct(coefficients) - 0.5 * factor.DeterminantLn
        - 0.5 * points.Length * Math.Log(2 * Math.PI);

    /// <summary>By what kernel and noise would have to be multiplied for the largest likelihood.</summary>
    public double BestScale => Math.Max(values.DotProduct(coefficients) / points.Length, 1e-12);

    /// <summary>The logarithm of the likelihood at that scale, up to a constant.</summary>
    public double ScaledLogLikelihood => -0.5 * (points.Length * Math.Log(BestScale) + factor.DeterminantLn);

    /// <summary>Mean and variance of the function at a point, without noise.</summary>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> point)
    {
        var k = Vector<double>.Build.Dense(points.Length);
        for (int i = 0; i < points.Length; i++)
            k[i] = kernel.Of(points[i], point);
        return (k.DotProduct(coefficients), kernel.Of(point, point) - k.DotProduct(factor.Solve(k)));
    }

    /// <summary>By how much each value is missed when predicted from all others (eq. 5.12).</summary>
    public double[] LeaveOneOutResiduals()
    {
        Matrix<double> inverse = Inverse();
        return [.. coefficients.Select((coefficient, i) => coefficient / inverse[i, i])];
    }

    /// <summary>Derivatives of <see cref="LogLikelihood"/> by the logarithms of each length, of the signal's and of the noise's standard
    /// deviation (eq. 5.9); of a kernel with a length for each variable and no linear part.</summary>
    public double[] LogLikelihoodGradient()
    {
        int n = kernel.Lengths.Count;
        Matrix<double> weights = coefficients.OuterProduct(coefficients) - Inverse();
        var gradient = new double[n + 2];
        for (int i = 0; i < points.Length; i++)
        {
            for (int j = 0; j < points.Length; j++)
            {
                double r = kernel.Distance(points[i], points[j]), w = 0.5 * weights[i, j];
                if (r > MaternKernel.Far)
                    continue;
                // dk/dln l = s 5/3 (1 + sqrt5 r) exp(-sqrt5 r) d^2/l^2
                double slope = kernel.Signal * 5.0 / 3 * (1 + Math.Sqrt(5) * r) * Math.Exp(-Math.Sqrt(5) * r);
                for (int v = 0; v < n; v++)
                {
                    double d = (points[i][v] - points[j][v]) / kernel.Lengths[v];
                    gradient[v] += w * slope * d * d;
                }

                gradient[n] += w * 2 * kernel.Signal * MaternKernel.Matern(r);
            }

            gradient[n + 1] += 0.5 * weights[i, i] * 2 * noise;
        }

        return gradient;
    }

    Matrix<double> Inverse() => factor.Solve(Matrix<double>.Build.DenseIdentity(points.Length));

    /// <summary>Cholesky's factor; where rounding leaves a covariance not positive, of one with a little more on its diagonal.</summary>
    static Cholesky<double> Factor(Matrix<double> covariance)
    {
        for (double share = 0; ; share = Math.Max(1e-12, 100 * share))
        {
            try
            {
                return share == 0 ? covariance.Cholesky()
                    : (covariance + share * covariance[0, 0] * Matrix<double>.Build.DenseIdentity(covariance.RowCount)).Cholesky();
            }
            catch (ArgumentException) when (share < 1e-4)
            {
                // The next share is larger.
            }
        }
    }
}
