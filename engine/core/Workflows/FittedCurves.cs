using SurrogateEngine.Data;
using SurrogateEngine.Fitting;

namespace SurrogateEngine.Workflows;

/// <summary>
/// The curves of a fit as numbers, released fraction over time: one row for each output time of the surrogate and each measured time. The
/// surrogate and its band are read between its times; the model has values where it was solved, which are its output times and the
/// measured times that were used.
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
            : At([], [])),
            ("surrogate", Read(fit.Curve)),
            ("band_low", Read(fit.BandLow)),
            ("band_high", Read(fit.BandHigh)),
        ])
        { Provenance = provenance };

        double[] At(IReadOnlyList<double> given, IReadOnlyList<double> values)
        {
            Dictionary<double, double> known = given.Zip(values).DistinctBy(pair => pair.First)
                .ToDictionary(pair => pair.First, pair => pair.Second);
            return [.. times.Select(time => known.GetValueOrDefault(time, double.NaN))];
        }

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
