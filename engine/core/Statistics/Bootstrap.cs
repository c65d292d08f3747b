using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>Intervals from statistics of resampled data.</summary>
public static class Bootstrap
{
    /// <summary>Bias-corrected and accelerated interval (Efron, JASA 82 (1987) 171).</summary>
    /// <param name="observed">The statistic of the data.</param>
    /// <param name="drawn">The statistic of each resampling.</param>
    /// <param name="leftOut">The statistic without each single value: they give the acceleration.</param>
    /// <param name="confidence">Of the two-sided interval.</param>
    public static (double Low, double High) Accelerated(double observed, IEnumerable<double> drawn, IReadOnlyList<double> leftOut,
        double confidence)
    {
        double[] sorted = [.. drawn.Order()];
        int samples = sorted.Length;
        double below = sorted.Count(value => value < observed) + 0.5 * sorted.Count(value => value == observed);
        double bias = Normal.InvCDF(0, 1, Math.Clamp(below / samples, 1.0 / samples, 1 - 1.0 / samples));
        double mean = leftOut.Average(), cubes = leftOut.Sum(value => Math.Pow(mean - value, 3)), squares = leftOut
            .Sum(value => Math.Pow(mean - value, 2));
        double acceleration = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        return (At((1 - confidence) / 2), At((1 + confidence) / 2));

        double At(double level)
        {
            double z = bias + Normal.InvCDF(0, 1, level);
            double place = Normal.CDF(0, 1, bias + z / (1 - acceleration * z)) * (samples - 1);
            int low = (int)Math.Clamp(Math.Floor(place), 0, samples - 2);
            return sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
        }
    }

    /// <summary>Percentile interval: the middle of the resamplings.</summary>
    public static (double Low, double High) Percentile(IEnumerable<double> drawn, double confidence)
    {
        double[] sorted = [.. drawn.Order()];
        return (Description.Quantile(sorted, (1 - confidence) / 2), Description.Quantile(sorted, (1 + confidence) / 2));
    }
}
