using System.Numerics;

namespace SurrogateEngine.Statistics;

/// <summary>Numbers that sum up one release curve; times ascending in any unit, release in any unit.</summary>
public static class DissolutionMoments
{
    /// <summary>Mean dissolution time, sum t_mid dM / sum dM, in the unit of the times; release counts from zero at time zero.</summary>
    public static double MeanDissolutionTime(ReadOnlySpan<double> times, ReadOnlySpan<double> released)
    {
        Guard(times, released);
        double moment = 0, lastTime = 0, lastRelease = 0;
        for (int j = 0; j < times.Length; j++)
        {
            moment += 0.5 * (lastTime + times[j]) * (released[j] - lastRelease);
            (lastTime, lastRelease) = (times[j], released[j]);
        }
        return moment / released[^1];
    }

    /// <summary>Variance of the dissolution time, sum (t_mid - MDT)^2 dM / sum dM, in the unit of the times squared.</summary>
    public static double VarianceOfDissolutionTime(ReadOnlySpan<double> times, ReadOnlySpan<double> released)
    {
        double mean = MeanDissolutionTime(times, released), moment = 0, lastTime = 0, lastRelease = 0;
        for (int j = 0; j < times.Length; j++)
        {
            double off = 0.5 * (lastTime + times[j]) - mean;
            moment += off * off * (released[j] - lastRelease);
            (lastTime, lastRelease) = (times[j], released[j]);
        }

        return moment / released[^1];
    }

    /// <summary>Mean residence time in the dosage form up to the last time T: the area between the whole dose and the curve over the dose,
    /// T (1 - DE), in the unit of the times. It is the mean dissolution time where all of the dose is released by then.</summary>
    public static double MeanResidenceTime(ReadOnlySpan<double> times, ReadOnlySpan<double> released, double dose) =>
        times[^1] * (1 - Efficiency(times, released, dose));

    /// <summary>Dissolution efficiency: area under the curve over the area had <paramref name="dose"/> been there from the start, 0 to
    /// 1.</summary>
    public static double Efficiency(ReadOnlySpan<double> times, ReadOnlySpan<double> released, double dose)
    {
        Guard(times, released);
        double area = 0, lastTime = 0, lastRelease = 0;
        for (int j = 0; j < times.Length; j++)
        {
            area += 0.5 * (lastRelease + released[j]) * (times[j] - lastTime);
            (lastTime, lastRelease) = (times[j], released[j]);
        }
        return area / (dose * times[^1]);
    }

    /// <summary>First time at which the straight line through the points reaches <paramref name="level"/>, or null when it never
    /// does.</summary>
    public static double? TimeTo<T>(double level, ReadOnlySpan<double> times, ReadOnlySpan<T> released) where T : struct, INumber<T>
    {
        Guard(times, released);
        // A screening comes here a million times a second: the search does nothing but compare.
        int j = 0;
        while (j < released.Length && !(double.CreateTruncating(released[j]) >= level))
            j++;
        if (j == released.Length)
            return null;
        double now = double.CreateTruncating(released[j]);
        var (lastTime, lastRelease) = j > 0 ? (times[j - 1], double.CreateTruncating(released[j - 1])) : (0, 0);
        return now > lastRelease ? lastTime + (times[j] - lastTime) * (level - lastRelease) / (now - lastRelease) : times[j];
    }

    static void Guard<T>(ReadOnlySpan<double> times, ReadOnlySpan<T> released)
    {
        if (times.Length == 0 || times.Length != released.Length)
            throw new ArgumentException($"As many times as releases are needed, got {times.Length} and {released.Length}.");
    }
}
