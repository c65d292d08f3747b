using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>Two means compared by Student's t.</summary>
/// <param name="Name">Which test: <c>Student's t</c>, <c>Welch's t</c> or <c>paired t</c>.</param>
/// <param name="T">The statistic.</param>
/// <param name="Freedom">Degrees of freedom; no whole number by Welch.</param>
/// <param name="Probability">Of one as far from zero, either way, if the means are equal.</param>
/// <param name="Difference">First mean minus second.</param>
/// <param name="Low">Lower end of the interval of the difference.</param>
/// <param name="High">Its upper end.</param>
/// <param name="CohenD">Difference over the pooled standard deviation; of pairs, over that of the differences.</param>
public sealed record TTest(string Name, double T, double Freedom, double Probability, double Difference, double Low, double High,
    double CohenD)
{
    /// <summary>Equal variances.</summary>
    public static TTest Student(IReadOnlyList<double> a, IReadOnlyList<double> b, double confidence = 0.95)
    {
        Require(a, b);
        double freedom = a.Count + b.Count - 2;
        double error = PooledDeviation(a, b) * Math.Sqrt(1.0 / a.Count + 1.0 / b.Count);
        return Of("Student's t", a.Average() - b.Average(), error, freedom, confidence, EffectSizes.CohenD(a, b));
    }

    /// <summary>Unequal variances (Welch, Biometrika 34 (1947) 28).</summary>
    public static TTest Welch(IReadOnlyList<double> a, IReadOnlyList<double> b, double confidence = 0.95)
    {
        Require(a, b);
        double of = Share(a), and = Share(b);
        double freedom = (of + and) * (of + and) / (of * of / (a.Count - 1) + and * and / (b.Count - 1));
        return Of("Welch's t", a.Average() - b.Average(), Math.Sqrt(of + and), freedom, confidence, EffectSizes.CohenD(a, b));

        static double Share(IReadOnlyList<double> values) =>
            Description.SquaresAboutMean(values) / (values.Count - 1) / values.Count;
    }

    /// <summary>Pairs: the mean of their differences.</summary>
    public static TTest Paired(IReadOnlyList<double> a, IReadOnlyList<double> b, double confidence = 0.95)
    {
        if (a.Count != b.Count || a.Count < 2)
            throw new ArgumentException($"Two or more pairs are needed, got {a.Count} and {b.Count} values.");
        double[] differences = [.. a.Zip(b, (x, y) => x - y)];
        double mean = differences.Average(), deviation = Description.StandardDeviation(differences);
        return Of("paired t", mean, deviation / Math.Sqrt(a.Count), a.Count - 1, confidence, mean / deviation);
    }

    /// <summary>Root of the pooled variance of two samples.</summary>
    internal static double PooledDeviation(IReadOnlyList<double> a, IReadOnlyList<double> b) =>
        Math.Sqrt((Description.SquaresAboutMean(a) + Description.SquaresAboutMean(b)) / (a.Count + b.Count - 2));

    static TTest Of(string name, double difference, double error, double freedom, double confidence, double d)
    {
        double half = StudentT.InvCDF(0, 1, freedom, (1 + confidence) / 2) * error, t = difference / error;
        return new(name, t, freedom, Tails.TwoSidedT(t, freedom), difference, difference - half, difference + half, d);
    }

    static void Require(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count < 2 || b.Count < 2)
            throw new ArgumentException($"Two values or more of each are needed, got {a.Count} and {b.Count}.");
    }
}
