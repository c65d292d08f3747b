namespace SurrogateEngine.Fitting;

/// <summary>
/// By how much bands must be widened so that they hold what they promise: on other profiles whose end is known, the quantile of where
/// measurements lay in units of the half band on their side (split conformal prediction, Lei et al., J. Am. Stat. Assoc. 113 (2018) 1094,
/// with scaled residuals). Every profile weighs the same, however many points it has.
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
                high.Add(((value - one.Mean[at]) / Math.Max(one.High[at] - one.Mean[at], Least), weight));
            }

        double share = (1 + judged[0].Confidence) / 2;
        return new(Quantile(low, share, judged.Length), Quantile(high, share, judged.Length), judged.Length);
    }

    /// <summary>A band with its halves widened, within what a release can be.</summary>
    internal (double Low, double High) Widened(double mean, double low, double high, double least, double most) =>
        (Math.Max(mean - Low * Math.Max(mean - low, Least), Math.Min(least, low)),
            Math.Min(mean + High * Math.Max(high - mean, Least), Math.Max(most, high)));

    /// <summary>The weighted quantile with one profile more at infinity, as finite samples ask for; at least 0.</summary>
    static double Quantile(List<(double Ratio, double Weight)> ratios, double share, int profiles)
    {
        double reached = 0, wanted = share * (profiles + 1);
        foreach ((double ratio, double weight) in ratios.OrderBy(one => one.Ratio))
        {
            reached += weight;
            if (reached >= wanted)
                return Math.Max(0, ratio);
        }

        return Math.Max(0, ratios.Max(one => one.Ratio));
    }
}
