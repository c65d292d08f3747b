namespace SurrogateEngine.Report.Svg;

/// <summary>Maps values to a place between 0 and 1 and says where its ticks are.</summary>
/// <param name="Label">What is measured, with its unit.</param>
/// <param name="Low">Value at 0.</param>
/// <param name="High">Value at 1.</param>
/// <param name="IsLog">True for a logarithmic axis; both ends are then above zero.</param>
public sealed record Axis(string Label, double Low, double High, bool IsLog)
{
    const double Farthest = 1e300, Narrowest = 1e-9;

    /// <summary>An axis even in the value, its ends widened to whole ticks, so that both carry one. A table may hold any number: ends that
    /// differ in their last digits alone are moved apart, and what no double can be divided by is cut off.</summary>
    public static Axis Linear(string label, double low, double high)
    {
        (low, high) = (Within(low), Within(high));
        if (!(high > low))
            (low, high) = (low - 0.5, low + 0.5);
        double most = Narrowest * Math.Max(Math.Abs(low), Math.Abs(high));
        if (high - low < most)
            (low, high) = (low - most, high + most);
        // Wider ends may ask for a longer step; twice is enough, as the step at most grows by a factor of 2.5.
        for (int again = 0; again < 2; again++)
        {
            double step = TickMarks.LinearStep(low, high);
            (low, high) = (Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
        }

        return new Axis(label, low, high, false);
    }

    /// <summary>A vertical axis of names, the first at the top; the place of name i is count - 1/2 - i.</summary>
    public static Axis OfNames(string label, IReadOnlyList<string> names) =>
        new(label, 0, names.Count, false) { Names = names };

    /// <summary>A horizontal axis of names, the first at the left; the place of name i is i.</summary>
    public static Axis OfColumns(string label, IReadOnlyList<string> names) =>
        new(label, 0, Math.Max(1, names.Count - 1), false) { Columns = names };

    /// <summary>What stands below a horizontal axis in place of numbers; null for numbers.</summary>
    public IReadOnlyList<string>? Columns { get; private init; }

    /// <summary>What stands at the axis in place of numbers; null for numbers.</summary>
    public IReadOnlyList<string>? Names { get; private init; }

    static double Within(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, -Farthest, Farthest);

    /// <summary>An axis even in the logarithm; ends that are not above zero are raised to a millionth of the other.</summary>
    public static Axis Log(string label, double low, double high)
    {
        (low, high) = (Within(low), Within(high));
        if (!(high > 0))
            (low, high) = (0.1, 1);
        if (!(low > 0))
            low = high * 1e-6;
        return low < high ? new Axis(label, low, high, true) : new Axis(label, low / 2, high * 2, true);
    }

    /// <summary>A log axis whose ends are 1, 2 or 5 times a decade around the values that are finite and above zero.</summary>
    public static Axis LogAround(string label, IEnumerable<double> values)
    {
        double[] usable = [.. values.Where(value => double.IsFinite(value) && value > 0)];
        return usable.Length == 0 ? Log(label, 0.1, 1) : Log(label, Down(usable.Min()), Up(usable.Max()));

        static double Down(double value) => Steps(value).Last(step => step <= value * 1.0000001);
        static double Up(double value) => Steps(value).First(step => step >= value * 0.9999999);
        static IEnumerable<double> Steps(double value)
        {
            double decade = Math.Pow(10, Math.Floor(Math.Log10(value)));
            return [decade / 2, decade, 2 * decade, 5 * decade, 10 * decade, 20 * decade];
        }
    }

    /// <summary>Place of a value, 0 at Low and 1 at High; not finite where the axis has no place for it.</summary>
    public double At(double value) => IsLog
        ? value > 0 ? Math.Log(value / Low) / Math.Log(High / Low) : double.NaN
        : (value - Low) / (High - Low);

    /// <summary>Values that get a line and a label; the first and the last are the ends.</summary>
    public IReadOnlyList<double> Ticks => Columns is { } columns ? [.. columns.Select((_, i) => (double)i)]
        : Names is { } names ? [.. names.Select((_, i) => names.Count - 0.5 - i)]
        : IsLog ? TickMarks.Log(Low, High) : TickMarks.Linear(Low, High);

    /// <summary>Text of a tick, in one notation along the axis.</summary>
    public string TickText(double value) => Columns is { } columns ? columns[(int)value]
        : Names is { } names ? names[(int)(names.Count - value)]
        : !IsLog ? Numbers.Tick(value, TickMarks.LinearStep(Low, High))
        : Low >= 0.99e-3 && High < 1.01e5 ? Numbers.Show(value) : Numbers.Power(value);
}
