using SurrogateEngine.Data;
using SurrogateEngine.Fitting;

namespace SurrogateEngine.Workflows;

/// <summary>
/// The curves of a fit as numbers, released fraction over time: one row for each output time of the surrogate and each measured time. The
/// surrogate is read between its times; the model and its band have values where it was solved, which are the output times and the
/// measured times that were used. Without the model the band is the surrogate's.
/// </summary>
static class FittedCurves
{
    public static NumberTable Table(FitResult fit, IReadOnlyDictionary<string, string> provenance)
    {
        double[] measuredTimes = fit.Profile.TimesIn(fit.TimeUnit);
        double[] times = [.. fit.Times.Concat(measuredTimes).Distinct().Order()], used = [.. measuredTimes.Where((_, j) => fit.Used[j])];
        return new NumberTable(
        [
            ($"time_{fit.TimeUnit}", times),
            ("measured", At(measuredTimes, fit.Profile.Released)),
            ("model", fit.Check is { } check ? At([.. fit.Times, .. used], [.. check.Refined.Curve, .. check.Refined.AtPoints])
            : fit.ByModel ? At(fit.Times, fit.Curve) : At([], [])),
            .. fit.ByModel ? (ReadOnlySpan<(string, double[])>)[] : [("surrogate", Read(fit.Curve))],
            ("band_low", Band(fit.BandLow, fit.BandLowAtPoints)),
            ("band_high", Band(fit.BandHigh, fit.BandHighAtPoints)),
        ])
        { Provenance = provenance };

        double[] At(IReadOnlyList<double> given, IReadOnlyList<double> values)
        {
            Dictionary<double, double> known = given.Zip(values).DistinctBy(pair => pair.First)
                .ToDictionary(pair => pair.First, pair => pair.Second);
            return [.. times.Select(time => known.GetValueOrDefault(time, double.NaN))];
        }

        double[] Band(double[]? band, double[]? atPoints) => atPoints is null ? Read(band)
            : At([.. fit.Times, .. used], [.. band!, .. atPoints]);

        double[] Read(double[]? curve)
        {
            double[] all = [.. times.Select(_ => double.NaN)];
            int within = times.Count(time => time <= fit.Times[^1]);
            if (curve is not null)
                new MonotoneCurve(fit.Times, times[..within]).Read([.. curve.Select(value => (float)value)], all);
            return all;
        }
    }
}
