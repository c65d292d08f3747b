using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The kernel of our Gaussian processes: a Matern 5/2 one, s (1 + r + r^2/3) exp(-r) with r = sqrt(5) d / l (Rasmussen &amp; Williams 2006,
/// eq. 4.17), plus where wanted a linear one, w a.b.
/// </summary>
/// <param name="lengths">Length scale l of each variable, or one of all.</param>
/// <param name="signal">Variance s.</param>
/// <param name="linear">Weight w; 0 leaves it out.</param>
public sealed class MaternKernel(double[] lengths, double signal, double linear = 0)
{
    /// <summary>Beyond this distance, in length scales, a kernel is nothing, also where its factors overflow.</summary>
    internal const double Far = 300;

    /// <summary>Length scale of each variable, or one of all.</summary>
    public IReadOnlyList<double> Lengths => lengths;

    /// <summary>Variance of the Matern part.</summary>
    public double Signal => signal;

    /// <summary>Weight of the linear part.</summary>
    public double Linear => linear;

    /// <summary>The covariance of the function at two points.</summary>
    public double Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        signal * Matern(Distance(a, b)) + (linear > 0 ? linear * TensorPrimitives.Dot(a, b) : 0);

    /// <summary>Covariances of all pairs of points, shape [points, points].</summary>
    internal Matrix<double> Covariance(double[][] points) =>
        Matrix<double>.Build.Dense(points.Length, points.Length, (i, j) => Of(points[i], points[j]));

    /// <summary>Distance in length scales.</summary>
    internal double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (lengths.Length == 1)
            return TensorPrimitives.Distance(a, b) / lengths[0];
        double sum = 0;
        for (int v = 0; v < lengths.Length; v++)
            sum += (a[v] - b[v]) * (a[v] - b[v]) / (lengths[v] * lengths[v]);
        return Math.Sqrt(sum);
    }

    /// <summary>The Matern kernel of variance 1 at a distance in length scales.</summary>
    internal static double Matern(double r) => r > Far ? 0 : (1 + Math.Sqrt(5) * r + 5 * r * r / 3) * Math.Exp(-Math.Sqrt(5) * r);
}
