namespace SurrogateEngine.Fitting.Empirical;

/// <summary>The straight line log F = log k + n log t by linear least squares.</summary>
static class LogLine
{
    /// <summary>k and n, and their covariance; null of it for two points.</summary>
    public static (double[] Best, double[,]? Covariance) Fit(double[] times, double[] released)
    {
        int count = times.Length;
        double[] x = [.. times.Select(time => Math.Log(time))], y = [.. released.Select(value => Math.Log(value))];
        double meanX = x.Average(), meanY = y.Average(), xx = x.Sum(value => (value - meanX) * (value - meanX));
        double slope = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / xx, offset = meanY - slope * meanX;
        double k = Math.Exp(offset);
        if (count <= 2)
            return ([k, slope], null);
        double variance = x.Zip(y, (a, b) => Math.Pow(b - offset - slope * a, 2)).Sum() / (count - 2);
        double slopes = variance / xx, offsets = variance * (1.0 / count + meanX * meanX / xx), both = -meanX * variance / xx;
        return ([k, slope], new[,] { { k * k * offsets, k * both }, { k * both, slopes } });
    }
}
