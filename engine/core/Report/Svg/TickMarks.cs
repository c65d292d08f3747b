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
        double step = LinearStep(low, high), first = Math.Ceiling(low / step - 1e-9);
        // Counted in whole steps: far from zero, one more than a double is the same double.
        int count = 1 + (int)Math.Clamp(Math.Floor(high / step + 1e-9) - first, 0, 20);
        return [.. Enumerable.Range(0, count).Select(k => (first + k) * step)];
    }

    /// <summary>Both ends, and between them decades, thinned when there are many, or 1-2-5 when there are fewer than two; none so near
    /// to an end that their labels would touch.</summary>
    public static IReadOnlyList<double> Log(double low, double high)
    {
        const double apart = 0.09;
        double decades = Math.Log10(high / low);
        int first = (int)Math.Floor(Math.Log10(low) - 1e-9), last = (int)Math.Ceiling(Math.Log10(high) + 1e-9);
        int stride = 1 + (int)(decades / 7);
        double[] factors = decades < 2 ? [1, 2, 5] : [1];
        var between = Enumerable.Range(first, last - first + 1).Where(power => (power - first) % stride == 0)
            .SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power)))
            .Where(value => Math.Log10(value / low) > apart * decades && Math.Log10(high / value) > apart * decades);
        return [low, .. between, high];
    }
}
