namespace SurrogateEngine.Report.Svg;

/// <summary>Round values between two ends of an axis.</summary>
static class TickMarks
{
    /// <summary>A step of 1, 2 or 5 times a power of ten that gives four to nine ticks.</summary>
    public static double LinearStep(double low, double high)
    {
        double rough = (high - low) / 5, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { < 1.5 => power, < 3.5 => 2 * power, < 7.5 => 5 * power, _ => 10 * power };
    }

    public static IReadOnlyList<double> Linear(double low, double high)
    {
        double step = LinearStep(low, high);
        var ticks = new List<double>();
        for (double k = Math.Ceiling(low / step - 1e-9); k * step <= high + 1e-9 * step; k++)
            ticks.Add(k * step);
        return ticks;
    }

    /// <summary>Decades; every second or third of them when there are many, 1-2-5 when there are fewer than two.</summary>
    public static IReadOnlyList<double> Log(double low, double high)
    {
        int first = (int)Math.Ceiling(Math.Log10(low) - 1e-9), last = (int)Math.Floor(Math.Log10(high) + 1e-9);
        int stride = 1 + (last - first) / 7;
        var decades = Enumerable.Range(first, Math.Max(0, last - first + 1)).Where(power => (power - first) % stride == 0);
        double[] factors = last - first < 2 ? [1, 2, 5] : [1];
        return [.. Enumerable.Range(first - 1, last - first + 3).Where(power => factors.Length > 1 || decades.Contains(power))
            .SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power)))
            .Where(value => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))];
    }
}
