using MathNet.Numerics.Distributions;

namespace SurrogateEngine.Statistics;

/// <summary>What sums up a column of numbers, all in its unit.</summary>
/// <param name="Count">Values.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Standard deviation, with n - 1; NaN of one value.</param>
/// <param name="Min">Smallest.</param>
/// <param name="LowerQuartile">A quarter lies below it.</param>
/// <param name="Median">Half lies below it.</param>
/// <param name="UpperQuartile">Three quarters lie below it.</param>
/// <param name="Max">Largest.</param>
/// <param name="MeanLow">Lower end of Student's interval of the mean; NaN of one value.</param>
/// <param name="MeanHigh">Its upper end.</param>
/// <param name="Confidence">Of that interval.</param>
public sealed record Description(int Count, double Mean, double Deviation, double Min, double LowerQuartile, double Median,
    double UpperQuartile, double Max, double MeanLow, double MeanHigh, double Confidence)
{
    /// <summary>Describes values; those that are missing (NaN) are left out.</summary>
    /// <exception cref="ArgumentException">No value is left.</exception>
    public static Description Of(IEnumerable<double> values, double confidence = 0.95)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length == 0)
            throw new ArgumentException("There is no value to describe.", nameof(values));
        double mean = sorted.Average(), deviation = StandardDeviation(sorted), half = sorted.Length < 2 ? double.NaN
            : StudentT.InvCDF(0, 1, sorted.Length - 1, (1 + confidence) / 2) * deviation / Math.Sqrt(sorted.Length);
        return new(sorted.Length, mean, deviation, sorted[0], Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75),
            sorted[^1], mean - half, mean + half, confidence);
    }

    /// <summary>Quantile by linear interpolation between order statistics: Hyndman and Fan's type 7 (Am. Stat. 50 (1996) 361), the usual
    /// one of R and numpy.</summary>
    /// <param name="sorted">Values, ascending.</param>
    /// <param name="share">Share below, 0 to 1.</param>
    public static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int low = (int)Math.Floor(place);
        return low + 1 >= sorted.Count ? sorted[^1] : sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
    }

    /// <summary>Standard deviation with n - 1; NaN of fewer than two values.</summary>
    public static double StandardDeviation(IReadOnlyList<double> values) =>
        values.Count < 2 ? double.NaN : Math.Sqrt(SquaresAboutMean(values) / (values.Count - 1));

    /// <summary>Sum of squared differences from the mean.</summary>
    internal static double SquaresAboutMean(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
