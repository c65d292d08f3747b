using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Statistics;

/// <summary>
/// Whether residuals of a regression, in the order of time, resemble their neighbors: the sum of squared steps from one to the next over
/// the sum of squares, about 2 for independent errors and small for a wave (Durbin &amp; Watson, Biometrika 37 (1950) 409). The probability
/// is exact for what was fitted and not read between bounds: a fit bends its residuals into a few waves by itself, which a test of runs
/// takes for chance.
/// </summary>
public static class DurbinWatson
{
    const double LeastStep = -30, MostStep = 60, StepSize = 0.02;

    /// <summary>The statistic.</summary>
    /// <param name="residuals">In the order of time.</param>
    public static double Statistic(IReadOnlyList<double> residuals) =>
        residuals.Zip(residuals.Skip(1), (a, b) => (b - a) * (b - a)).Sum() / residuals.Sum(value => value * value);

    /// <summary>
    /// Probability of a statistic as small as that of <paramref name="residuals"/>, if errors are independent, normal and of one size.
    /// </summary>
    /// <param name="residuals">In the order of time, divided by their standard deviations where those are known.</param>
    /// <param name="jacobian">Derivatives of the residuals by what was fitted, shape [points, parameters].</param>
    /// <param name="adaptable">Singular values of the Jacobian below this belong to directions along which nothing could be fitted.</param>
    /// <returns>1 where fewer than two degrees of freedom are left.</returns>
    public static double Probability(IReadOnlyList<double> residuals, Matrix<double> jacobian, double adaptable = 0) =>
        Below(Statistic(residuals), jacobian, adaptable);

    /// <summary>Probability of a statistic below one.</summary>
    internal static double Below(double statistic, Matrix<double> jacobian, double adaptable = 0)
    {
        int n = jacobian.RowCount;
        var svd = jacobian.ColumnCount > 0 ? jacobian.Svd() : null;
        int rank = svd is null ? 0 : svd.S.Count(value => value > Math.Max(adaptable, 1e-9 * svd.S[0]));
        if (n - rank < 2)
            return 1;
        Matrix<double> all = svd?.U ?? Matrix<double>.Build.DenseIdentity(n);
        Matrix<double> free = all.SubMatrix(0, n, rank, n - rank), steps = free.SubMatrix(1, n - 1, 0, n - rank)
            - free.SubMatrix(0, n - 1, 0, n - rank);
        var weights = steps.TransposeThisAndMultiply(steps).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real - statistic);
        return NegativeProbability([.. weights]);
    }

    /// <summary>
    /// Probability that the sum of weights times squares of independent standard normal variables is below zero (Imhof, Biometrika 48
    /// (1961) 419), integrated over the logarithm of his variable.
    /// </summary>
    internal static double NegativeProbability(double[] weights)
    {
        double largest = weights.Max(Math.Abs);
        if (largest == 0)
            return 0.5;
        double sum = 0;
        for (double s = LeastStep; s <= MostStep; s += StepSize)
        {
            double u = Math.Exp(s), angle = 0, logSize = 0;
            foreach (double weight in weights)
            {
                double scaled = weight / largest * u;
                angle += Math.Atan(scaled) / 2;
                logSize += Math.Log(1 + scaled * scaled) / 4;
            }

            sum += Math.Sin(angle) * Math.Exp(-logSize);
        }

        return Math.Clamp(0.5 - sum * StepSize / Math.PI, 0, 1);
    }
}
