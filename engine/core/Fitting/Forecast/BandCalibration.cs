namespace SurrogateEngine.Fitting;

/// <summary>
/// By how much bands must be widened so that they hold what they promise: on other profiles whose end is known, the quantile of where
/// measurements lay in units of the half band on their side (split conformal prediction, Lei et al., J. Am. Stat. Assoc. 113 (2018) 1094,
/// with scaled residuals). Every profile weighs the same, however many points it has: what is promised is a measurement of a profile, not
/// one of many points, most of which are those of a few profiles. What lies beyond the dose, where bands end, counts as missed.
/// </summary>
/// <param name="Low">Factor of the distance from the forecast to the lower end.</param>
/// <param name="High">Factor of that to the upper end.</param>
/// <param name="Profiles">Profiles it rests on.</param>
public sealed record BandCalibration(double Low, double High, int Profiles)
{
    /// <summary>Half a band is taken to be at least this share of the dose, that of a good measurement's error.</summary>
    const double Least = 0.005;

    /// <summary>The factors that make bands of forecasts hold what they promise.</summary>
    /// <param name="forecasts">Forecasts of profiles that go on after what was seen, made as the one to be widened; no two of one
    /// formulation with it.</param>
    public static BandCalibration Of(IReadOnlyList<ForecastResult> forecasts)
    {
        ForecastResult[] judged = [.. forecasts.Where(one => one.Score is not null)];
        if (judged.Length == 0)
            return new(1, 1, 0);
        var low = new List<(double Ratio, double Weight)>();
        var high = new List<(double Ratio, double Weight)>();
        foreach (ForecastResult one in judged)
            foreach ((double value, int at) in one.After())
            {
                double weight = 1.0 / one.Score!.Points;
                low.Add(((one.Mean[at] - value) / Math.Max(one.Mean[at] - one.Low[at], Least), weight));
                high.Add((value > Math.Max(one.Most, one.High[at]) ? double.PositiveInfinity
                    : (value - one.Mean[at]) / Math.Max(one.High[at] - one.Mean[at], Least), weight));
            }

        // Where fewer lie on a side of the forecast than may be missed there, the other side may miss the rest: half a band is never
        // less than nothing, and together they miss what they should.
        double missed = 1 - judged[0].Confidence, below = Share(low) / judged.Length, above = Share(high) / judged.Length;
        double lowTail = Math.Min(Math.Max(missed / 2, missed - above), below), highTail = Math.Min(missed - lowTail, above);
        return new(Quantile(low, 1 - lowTail, judged.Length), Quantile(high, 1 - highTail, judged.Length), judged.Length);
    }

    /// <summary>Weight of what lies on that side of the forecast.</summary>
    static double Share(List<(double Ratio, double Weight)> ratios) => ratios.Where(one => one.Ratio > 0).Sum(one => one.Weight);

    /// <summary>A band with its halves widened, within what a release can be.</summary>
    internal (double Low, double High) Widened(double mean, double low, double high, double least, double most) =>
        (Math.Max(mean - Low * Math.Max(mean - low, Least), Math.Min(least, low)),
            Math.Min(mean + High * Math.Max(high - mean, Least), Math.Max(most, high)));

    /// <summary>The weighted quantile with one profile more at infinity, as finite samples ask for; at least 0.</summary>
    static double Quantile(List<(double Ratio, double Weight)> ratios, double share, int profiles)
    {
        // A sum of weights may miss a whole number by rounding.
        double reached = 1e-9, wanted = share * (profiles + 1);
        foreach ((double ratio, double weight) in ratios.OrderBy(one => one.Ratio))
        {
            reached += weight;
            if (reached >= wanted && double.IsFinite(ratio))
                return Math.Max(0, ratio);
        }

        return Math.Max(0, ratios.Where(one => double.IsFinite(one.Ratio)).Select(one => one.Ratio).DefaultIfEmpty(0).Max());
    }
}
