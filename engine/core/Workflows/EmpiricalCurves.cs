using SurrogateEngine.Data;
using SurrogateEngine.Fitting.Empirical;

namespace SurrogateEngine.Workflows;

/// <summary>
/// Curves of empirical models as numbers, percent of the dose: at every measured time and evenly between the first and the last.
/// </summary>
static class EmpiricalCurves
{
    const int Between = 100;

    public static NumberTable Table(EmpiricalComparison fits, IReadOnlyDictionary<string, string> provenance)
    {
        double[] measured = fits.Profile.TimesIn(fits.Profile.TimeUnit);
        double[] times = [.. measured.Concat(Enumerable.Range(0, Between + 1).Select(i => measured[^1] * i / Between)).Distinct().Order()];
        (double[] average, double[] half) = fits.AverageAt(times);
        Dictionary<double, double> points = measured.Zip(fits.Profile.Released).ToDictionary(at => at.First, at => 100 * at.Second);
        return new NumberTable(
        [
            ($"time_{fits.Profile.TimeUnit}", times),
            ("measured_percent", [.. times.Select(time => points.GetValueOrDefault(time, double.NaN))]),
            .. fits.Fits.Select(fit => (fit.Model.Name, fit.At(times))),
            ("average", average),
            ("average_low", [.. average.Zip(half, (value, width) => value - width)]),
            ("average_high", [.. average.Zip(half, (value, width) => value + width)]),
        ])
        { Provenance = provenance };
    }
}
