using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;

namespace SurrogateEngine.Statistics;

/// <summary>Which measured points enter f2.</summary>
public enum SimilarityRule
{
    /// <summary>FDA 1997: one point after both profiles have passed 85 %.</summary>
    Fda,

    /// <summary>EMA 2010: one point after either profile has passed 85 %.</summary>
    Ema,

    /// <summary>WHO 2015 (TRS 992, annex 7): one point after the reference has passed 85 %.</summary>
    Who,
}

/// <summary>Values of the single units of two products at the same times, percent of the dose: shape [units][times].</summary>
/// <param name="Reference">Units of the reference; one where only its mean is known.</param>
/// <param name="Test">Units of the test.</param>
public sealed record UnitTable(double[][] Reference, double[][] Test)
{
    /// <summary>Means of the reference.</summary>
    public double[] ReferenceMean => Mean(Reference);

    /// <summary>Means of the test.</summary>
    public double[] TestMean => Mean(Test);

    /// <summary>Means over the units.</summary>
    internal static double[] Mean(double[][] units) =>
        [.. Enumerable.Range(0, units[0].Length).Select(j => units.Average(unit => unit[j]))];
}

/// <summary>
/// Statistics of two dissolution profiles beside f1 and f2: Rescigno's indices, Mahalanobis' distance with Hotelling's T2 and its
/// confidence region (Tsong et al., Drug Inf. J. 30 (1996) 1105), an analysis of variance at each time, and f2 by the bootstrap.
/// </summary>
public static class ProfileComparison
{
    const double Steep = 85;

    /// <summary>How many leading points a rule lets into f2.</summary>
    public static int Points(SimilarityRule rule, ReadOnlySpan<double> reference, ReadOnlySpan<double> test)
    {
        for (int j = 0; j < reference.Length; j++)
        {
            bool r = reference[j] > Steep, t = test[j] > Steep;
            if (rule switch { SimilarityRule.Fda => r && t, SimilarityRule.Ema => r || t, _ => r })
                return j + 1;
        }

        return reference.Length;
    }

    /// <summary>Rescigno's index of order 1 or 2: 0 for equal profiles, 1 where one releases nothing (Pharm. Res. 9 (1992) 925).</summary>
    public static double Rescigno(int order, ReadOnlySpan<double> times, ReadOnlySpan<double> reference, ReadOnlySpan<double> test)
    {
        double difference = 0, sum = 0, lastTime = 0, lastDifference = 0, lastSum = 0;
        for (int j = 0; j < times.Length; j++)
        {
            double d = Math.Pow(Math.Abs(reference[j] - test[j]), order), s = Math.Pow(Math.Abs(reference[j] + test[j]), order);
            difference += (times[j] - lastTime) * (d + lastDifference) / 2;
            sum += (times[j] - lastTime) * (s + lastSum) / 2;
            (lastTime, lastDifference, lastSum) = (times[j], d, s);
        }

        return Math.Pow(difference / sum, 1.0 / order);
    }

    /// <summary>Mahalanobis' distance of the means; null where there are too few units for the covariance.</summary>
    /// <param name="units">The units.</param>
    /// <param name="confidence">Of the region of the distance, e.g. 0.9.</param>
    public static MahalanobisResult? Mahalanobis(UnitTable units, double confidence)
    {
        int r = units.Reference.Length, t = units.Test.Length, p = units.Reference[0].Length, freedom = r + t - p - 1;
        if (r < 2 || t < 2 || freedom < 1)
            return null;
        Matrix<double> pooled = (Scatter(units.Reference) + Scatter(units.Test)) / (r + t - 2);
        Vector<double> difference =
            Vector<double>.Build.DenseOfArray(units.TestMean) - Vector<double>.Build.DenseOfArray(units.ReferenceMean);
        if (pooled.Rank() < p)
            return null;
        double squared = difference * pooled.Solve(difference), distance = Math.Sqrt(squared);
        double t2 = (double)r * t / (r + t) * squared, k = (double)r * t / (r + t) * freedom / ((double)(r + t - 2) * p);
        double half = Math.Sqrt(FisherSnedecor.InvCDF(p, freedom, confidence) / k);
        return new MahalanobisResult(
            distance, t2, k * squared, 1 - FisherSnedecor.CDF(p, freedom, k * squared), Math.Max(0, distance - half), distance + half,
                confidence);
    }

    /// <summary>One-way analysis of variance of the two products at each time; null with fewer than two units of either.</summary>
    public static IReadOnlyList<(double F, double Probability)>? Anova(UnitTable units)
    {
        int r = units.Reference.Length, t = units.Test.Length;
        if (r < 2 || t < 2)
            return null;
        return [.. Enumerable.Range(0, units.Reference[0].Length).Select(j =>
        {
            AnovaLine products = OneWayAnova.Of([("reference", [.. units.Reference.Select(unit => unit[j])]),
                ("test", [.. units.Test.Select(unit => unit[j])])]).Between;
            return (products.F, products.Probability);
        })];
    }

    /// <summary>
    /// The interval of f2 by resampling units, bias-corrected and accelerated (Efron, JASA 82 (1987) 171; for f2 Shah et al., Pharm. Res.
    /// 15
    /// (1998) 889). Null with fewer than three units of either.
    /// </summary>
    /// <param name="units">The units.</param>
    /// <param name="points">Leading points in f2.</param>
    /// <param name="samples">Resamplings.</param>
    /// <param name="confidence">Of the two-sided interval: 0.9 makes its lower end the limit that is exceeded with 95 %.</param>
    /// <param name="seed">Another seed draws other units.</param>
    public static BootstrapResult? BootstrapF2(UnitTable units, int points, int samples = 5000, double confidence = 0.9, ulong seed = 1)
    {
        if (units.Reference.Length < 3 || units.Test.Length < 3)
            return null;
        var draws = new RandomStream(seed);
        double observed = F2(units.Reference, units.Test, points);
        double[] drawn = [.. Enumerable.Range(0, samples)
            .Select(_ => F2(Draw(units.Reference, draws), Draw(units.Test, draws), points))];
        double[] left =
        [
            .. Enumerable.Range(0, units.Reference.Length).Select(i => F2(Without(units.Reference, i), units.Test, points)),
            .. Enumerable.Range(0, units.Test.Length).Select(i => F2(units.Reference, Without(units.Test, i), points)),
        ];
        (double low, double high) = Bootstrap.Accelerated(observed, drawn, left, confidence);
        return new BootstrapResult(observed, drawn.Average(), low, high, confidence, samples);
    }

    static double F2(double[][] reference, double[][] test, int points) =>
        SimilarityFactors.F2(UnitTable.Mean(reference).AsSpan(0, points), UnitTable.Mean(test).AsSpan(0, points));

    static double[][] Draw(double[][] units, RandomStream draws) => [.. units.Select(_ => units[(int)(draws.Unit() * units.Length)])];

    static double[][] Without(double[][] units, int left) => [.. units.Where((_, i) => i != left)];

    static Matrix<double> Scatter(double[][] units)
    {
        double[] mean = UnitTable.Mean(units);
        Matrix<double> centered = Matrix<double>.Build.Dense(units.Length, mean.Length, (i, j) => units[i][j] - mean[j]);
        return centered.TransposeThisAndMultiply(centered);
    }
}

/// <summary>Mahalanobis' distance between the means of two products.</summary>
/// <param name="Distance">The distance, in standard deviations.</param>
/// <param name="T2">Hotelling's T2.</param>
/// <param name="F">The same as an F statistic.</param>
/// <param name="Probability">Of a larger one when the two do not differ.</param>
/// <param name="Low">Smallest distance in the confidence region.</param>
/// <param name="High">Largest distance in it.</param>
/// <param name="Confidence">Of the region.</param>
public sealed record MahalanobisResult(double Distance, double T2, double F, double Probability, double Low, double High,
    double Confidence);

/// <summary>f2 by the bootstrap.</summary>
/// <param name="Observed">f2 of the means.</param>
/// <param name="Mean">Mean of the resamplings.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Of the interval.</param>
/// <param name="Samples">Resamplings.</param>
public sealed record BootstrapResult(double Observed, double Mean, double Low, double High, double Confidence, int Samples);
