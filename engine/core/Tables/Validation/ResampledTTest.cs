using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Tables.Validation;

/// <summary>
/// Whether two learners differ over the folds of a cross-validation, whose training rows overlap: Student's t with the variance enlarged by
/// the ratio of test to training rows (Nadeau &amp; Bengio, Mach. Learn. 52, 2003, p. 239).
/// </summary>
/// <param name="Difference">Mean difference of their errors.</param>
/// <param name="T">Statistic.</param>
/// <param name="Probability">Of one as large, either way, if they do not differ.</param>
public sealed record ResampledTTest(double Difference, double T, double Probability)
{
    /// <summary>Tests the differences of one error in each fold.</summary>
    /// <param name="first">Error of one learner in each fold.</param>
    /// <param name="second">Of the other in the same folds.</param>
    /// <param name="testShare">Mean of test rows over training rows.</param>
    /// <returns>A probability of 1 where there are fewer than two folds or no difference.</returns>
    public static ResampledTTest Of(IReadOnlyList<double> first, IReadOnlyList<double> second, double testShare)
    {
        double[] differences = [.. first.Zip(second, (a, b) => a - b)];
        int n = differences.Length;
        double mean = differences.Length > 0 ? differences.Average() : double.NaN;
        if (n < 2)
            return new(mean, 0, 1);
        double variance = differences.Sum(d => (d - mean) * (d - mean)) / (n - 1);
        if (variance <= 0)
            return new(mean, mean == 0 ? 0 : Math.Sign(mean) * double.PositiveInfinity, mean == 0 ? 1 : 0);
        double t = mean / Math.Sqrt((1.0 / n + testShare) * variance);
        return new(mean, t, 2 * StudentT.CDF(0, 1, n - 1, -Math.Abs(t)));
    }
}
