using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>
/// Whether values may come from a normal distribution: Shapiro and Wilk's W, its coefficients and probability by Royston's
/// approximations (Appl. Stat. 44 (1995) 547, algorithm R94), good from 3 to 5,000 values.
/// </summary>
public static class ShapiroWilk
{
    /// <summary>Fewest values.</summary>
    public const int Least = 3;

    /// <summary>Most values.</summary>
    public const int Most = 5000;

    static readonly double[] First = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
    static readonly double[] Second = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];

    /// <summary>The test.</summary>
    /// <exception cref="ArgumentException">Too few or too many values, or all are equal.</exception>
    public static TestOutcome Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length is < Least or > Most || !(sorted[^1] > sorted[0]))
            throw new ArgumentException($"Shapiro and Wilk's test needs {Least} to {Most} values that are not all equal.", nameof(values));
        double[] a = Coefficients(sorted.Length);
        double mean = sorted.Average(), range = sorted[^1] - sorted[0], squares = 0, product = 0, weights = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double off = (sorted[i] - mean) / range, weight = Weight(a, i, sorted.Length);
            squares += off * off;
            product += off * weight;
            weights += weight * weight;
        }

        // 1 - W by itself, since W is close to 1.
        double root = Math.Sqrt(weights * squares), complement = (root - product) * (root + product) / (weights * squares);
        return new("Shapiro-Wilk", 1 - complement, Probability(complement, sorted.Length));
    }

    static double Weight(double[] a, int i, int n) => i < n / 2 ? -a[i] : n - 1 - i < n / 2 ? a[n - 1 - i] : 0;

    /// <summary>Weights of the largest values, the largest first; those of the smallest are their negatives.</summary>
    static double[] Coefficients(int n)
    {
        if (n == 3)
            return [Math.Sqrt(0.5)];
        double[] m = [.. Enumerable.Range(1, n / 2).Select(i => -Normal.InvCDF(0, 1, (i - 0.375) / (n + 0.25)))];
        double squares = 2 * m.Sum(value => value * value), root = Math.Sqrt(squares), u = 1 / Math.Sqrt(n);
        double first = Polynomial(First, u) + m[0] / root, second = Polynomial(Second, u) + (m.Length > 1 ? m[1] / root : 0);
        double rest = n > 5
            ? Math.Sqrt((squares - 2 * m[0] * m[0] - 2 * m[1] * m[1]) / (1 - 2 * first * first - 2 * second * second))
            : Math.Sqrt((squares - 2 * m[0] * m[0]) / (1 - 2 * first * first));
        return [.. m.Select((value, i) => i == 0 ? first : i == 1 && n > 5 ? second : value / rest)];
    }

    static double Probability(double complement, int n)
    {
        if (n == 3)
            return Math.Max(0, 6 / Math.PI * (Math.Asin(Math.Sqrt(1 - complement)) - Math.Asin(Math.Sqrt(0.75))));
        double y = Math.Log(complement), size = n <= 11 ? n : Math.Log(n), mean, deviation;
        if (n <= 11)
        {
            double most = -2.273 + 0.459 * n;
            if (y >= most)
                return 0;
            y = -Math.Log(most - y);
            mean = Polynomial([0.544, -0.39978, 0.025054, -6.714e-4], size);
            deviation = Math.Exp(Polynomial([1.3822, -0.77857, 0.062767, -0.0020322], size));
        }
        else
        {
            mean = Polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], size);
            deviation = Math.Exp(Polynomial([-0.4803, -0.082676, 0.0030302], size));
        }

        return Tails.Normal((y - mean) / deviation);
    }

    static double Polynomial(double[] coefficients, double x) => coefficients.Reverse().Aggregate(0.0, (sum, c) => sum * x + c);
}
