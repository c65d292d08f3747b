using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>How two columns go together.</summary>
/// <param name="Name"><c>Pearson</c>, <c>Spearman</c> or <c>Kendall</c>.</param>
/// <param name="Coefficient">From -1 to 1.</param>
/// <param name="Probability">Of one as far from zero, if they are independent.</param>
/// <param name="Low">Lower end of the interval; NaN of fewer than four (Kendall five) pairs.</param>
/// <param name="High">Its upper end.</param>
public sealed record Correlation(string Name, double Coefficient, double Probability, double Low, double High)
{
    const int MostExact = 49;

    /// <summary>Pearson's r; probability by t, interval by Fisher's z.</summary>
    public static Correlation Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y, double confidence = 0.95) =>
        Linear("Pearson", x, y, _ => 1, confidence);

    /// <summary>Spearman's rho, Pearson's r of the ranks; probability by t, interval by Fisher's z with Bonett and Wright's variance
    /// (1 + rho^2/2) / (n - 3) (Psychometrika 65 (2000) 23).</summary>
    public static Correlation Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y, double confidence = 0.95) =>
        Linear("Spearman", Ranks.Of(x), Ranks.Of(y), rho => 1 + rho * rho / 2, confidence);

    /// <summary>
    /// Kendall's tau-b; its probability exact for fewer than 50 pairs without ties, else normal, corrected for ties; its interval by
    /// Fisher's z with variance .437 / (n - 4) (Fieller, Hartley &amp; Pearson, Biometrika 44 (1957) 470).
    /// </summary>
    public static Correlation Kendall(IReadOnlyList<double> x, IReadOnlyList<double> y, double confidence = 0.95)
    {
        Require(x, y);
        int n = x.Count;
        double score = 0;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++)
                score += Math.Sign(x[i] - x[j]) * Math.Sign(y[i] - y[j]);
        (double pairsX, double oneX, double twoX) = TieSums(x);
        (double pairsY, double oneY, double twoY) = TieSums(y);
        double pairs = n * (n - 1) / 2.0, tau = score / Math.Sqrt((pairs - pairsX / 2) * (pairs - pairsY / 2));
        double probability;
        if (pairsX == 0 && pairsY == 0 && n <= MostExact)
            probability = Exact(n, (int)Math.Round((pairs + score) / 2));
        else
        {
            double variance = (n * (n - 1.0) * (2 * n + 5) - oneX - oneY) / 18 + pairsX * pairsY / (2.0 * n * (n - 1))
                + (n > 2 ? twoX * twoY / (9.0 * n * (n - 1) * (n - 2)) : 0);
            probability = Tails.TwoSidedNormal(score / Math.Sqrt(variance));
        }

        (double low, double high) = FisherInterval(tau, n > 4 ? Math.Sqrt(0.437 / (n - 4)) : double.NaN, confidence);
        return new("Kendall", tau, probability, low, high);
    }

    static Correlation Linear(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, Func<double, double> variance,
        double confidence)
    {
        Require(x, y);
        double r = Coefficients(x, y), freedom = x.Count - 2;
        double t = Math.Abs(r) < 1 ? r * Math.Sqrt(freedom / ((1 - r) * (1 + r))) : double.PositiveInfinity;
        (double low, double high) = FisherInterval(r, x.Count > 3 ? Math.Sqrt(variance(r) / (x.Count - 3)) : double.NaN, confidence);
        return new(name, r, double.IsNaN(r) ? double.NaN : Tails.TwoSidedT(t, freedom), low, high);
    }

    static double Coefficients(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double meanX = x.Average(), meanY = y.Average(), xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Count; i++)
        {
            double a = x[i] - meanX, b = y[i] - meanY;
            (xx, yy, xy) = (xx + a * a, yy + b * b, xy + a * b);
        }

        return xx > 0 && yy > 0 ? Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1) : double.NaN;
    }

    static (double Low, double High) FisherInterval(double r, double deviation, double confidence)
    {
        double z = Math.Atanh(r), half = Normal.InvCDF(0, 1, (1 + confidence) / 2) * deviation;
        return (Math.Tanh(z - half), Math.Tanh(z + half));
    }

    /// <summary>Sums over groups of t equal values of t(t-1), t(t-1)(2t+5) and t(t-1)(t-2).</summary>
    static (double Pairs, double Five, double Two) TieSums(IReadOnlyList<double> values)
    {
        double pairs = 0, five = 0, two = 0;
        foreach ((_, int count, _) in Ranks.Ties(values))
        {
            double t = count, of = t * (t - 1);
            (pairs, five, two) = (pairs + of, five + of * (2 * t + 5), two + of * (t - 2));
        }

        return (pairs, five, two);
    }

    /// <summary>Two-sided probability of so many concordant pairs among all orders of n values, counted by their inversions.</summary>
    static double Exact(int n, int concordant)
    {
        double[] counts = [1];
        for (int i = 2; i <= n; i++)
        {
            double[] next = new double[counts.Length + i - 1];
            for (int c = 0; c < counts.Length; c++)
                for (int k = 0; k < i; k++)
                    next[c + k] += counts[c] / i;
            counts = next;
        }

        return Math.Min(1, 2 * Math.Min(counts.Take(concordant + 1).Sum(), counts.Skip(concordant).Sum()));
    }

    static void Require(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count || x.Count < 3)
            throw new ArgumentException($"Three or more pairs are needed, got {x.Count} and {y.Count} values.");
    }
}
