using SurrogateEngine.Trainers;

namespace SurrogateEngine.Design;

/// <summary>
/// The curve that an experiment's outcomes speak for: that of a surrogate, moved so that it passes through them. A measured
/// <c>release@1d</c> and a measured <c>t50</c> are each a point of the release curve. The shift is one of the complementary log-log of the
/// release, in which a curve of first order that is faster by a factor lies higher by its logarithm: at a measured point it is what is
/// missed there, between two it is linear in the logarithm of time, outside of them it is that of the nearest.
/// </summary>
static class ToldCurve
{
    /// <summary>Which of some metrics are points of the release curve, as indices.</summary>
    public static int[] Points(IReadOnlyList<CurveMetric> metrics) =>
        [.. Enumerable.Range(0, metrics.Count)
            .Where(k => metrics[k] is TimeToRelease or ValueAtTime { Output: 0, Share: true, Time: > 0 })];

    /// <summary>Moves a release curve in place.</summary>
    /// <param name="curve">Shape [times], of the first output.</param>
    /// <param name="times">Times above zero, or zero where nothing is moved.</param>
    /// <param name="metrics">Points of the curve, from <see cref="Points"/>.</param>
    /// <param name="told">What each should be, shares from 0 to 1; one that is no number, or lies beyond the curve, moves nothing.</param>
    /// <returns>Whether anything was told.</returns>
    public static bool Move(Span<float> curve, ReadOnlySpan<double> times, IReadOnlyList<CurveMetric> metrics, ReadOnlySpan<double> told)
    {
        var shifts = new List<(double LogTime, double Shift)>();
        for (int k = 0; k < metrics.Count; k++)
        {
            (double time, double released) = metrics[k] is TimeToRelease to ? (told[k], to.Level)
                : (((ValueAtTime)metrics[k]).Time, told[k]);
            if (double.IsFinite(time) && double.IsFinite(released) && time > 0 && time <= times[^1])
                shifts.Add((Math.Log(time), Cloglog.Of(released) - Cloglog.Of(At(curve, times, time))));
        }

        shifts.Sort((a, b) => a.LogTime.CompareTo(b.LogTime));
        double before = 0;
        for (int j = 0; j < times.Length && shifts.Count > 0; j++)
        {
            if (times[j] > 0)
                curve[j] = (float)Cloglog.Inverse(Cloglog.Of(curve[j]) + Shift(shifts, Math.Log(times[j])));
            // Two shifts of opposite sign could bend a curve down, and nothing that was released comes back.
            curve[j] = (float)Math.Max(before, curve[j]);
            before = curve[j];
        }

        return shifts.Count > 0;
    }

    static double At(ReadOnlySpan<float> curve, ReadOnlySpan<double> times, double time)
    {
        int j = 0;
        while (times[j] < time)
            j++;
        if (times[j] == time)
            return curve[j];
        var (startTime, start) = j > 0 ? (times[j - 1], curve[j - 1]) : (0, 0);
        return start + (curve[j] - start) * (time - startTime) / (times[j] - startTime);
    }

    static double Shift(List<(double LogTime, double Shift)> shifts, double at)
    {
        int after = shifts.FindIndex(one => one.LogTime >= at);
        if (after <= 0)
            return shifts[after < 0 ? ^1 : 0].Shift;
        var (low, high) = (shifts[after - 1], shifts[after]);
        return low.Shift + (high.Shift - low.Shift) * (at - low.LogTime) / (high.LogTime - low.LogTime);
    }
}
