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
    public static double? TimeTo(double level, ReadOnlySpan<double> times, ReadOnlySpan<double> released)
    {
        Guard(times, released);
        double lastTime = 0, lastRelease = 0;
        for (int j = 0; j < times.Length; j++)
        {
            if (released[j] >= level)
                return released[j] > lastRelease ? lastTime + (times[j] - lastTime) * (level - lastRelease) / (released[j] - lastRelease)
                    : times[j];
            (lastTime, lastRelease) = (times[j], released[j]);
        }
        return null;
    }

    static void Guard(ReadOnlySpan<double> times, ReadOnlySpan<double> released)
    {
        if (times.Length == 0 || times.Length != released.Length)
            throw new ArgumentException($"As many times as releases are needed, got {times.Length} and {released.Length}.");
    }
}
