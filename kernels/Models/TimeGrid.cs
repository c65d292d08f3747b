namespace SurrogateEngine.Kernels;

/// <summary>Output times that people ask for.</summary>
public static class TimeGrid
{
    /// <summary><paramref name="count"/> times from <paramref name="first"/> to exactly <paramref name="last"/>, each a fixed factor after
    /// the one before.</summary>
    /// <exception cref="ArgumentOutOfRangeException">first is not above zero, last not above first, or count below 2.</exception>
    public static double[] Geometric(double first, double last, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(last, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var times = new double[count];
        for (int j = 0; j < count; j++)
            times[j] = first * Math.Pow(last / first, j / (count - 1.0));
        times[^1] = last;
        return times;
    }

    /// <summary><paramref name="count"/> evenly spaced times from <paramref name="first"/> to exactly <paramref name="last"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">first is negative, last not above first, or count below 2.</exception>
    public static double[] Linear(double first, double last, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(last, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var times = new double[count];
        for (int j = 0; j < count; j++)
            times[j] = first + (last - first) * j / (count - 1.0);
        times[^1] = last;
        return times;
    }
}
