using System.Globalization;

namespace SurrogateEngine.Report.Svg;

/// <summary>Numbers as text, the same on every machine.</summary>
static class Numbers
{
    const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A coordinate: two decimals at most.</summary>
    public static string Place(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A quantity to three or more significant digits: 0.0123, 45.6, 20,000, 1.2×10⁻⁵; a dash for what is no number.</summary>
    public static string Show(double value, int digits = 3)
    {
        if (!double.IsFinite(value))
            return "–";
        double size = Math.Abs(value);
        if (size == 0)
            return "0";
        if (size is < 1e-4 or >= 1e7)
            return Scientific(value, digits);
        int decimals = Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 8);
        string text = Math.Round(value, decimals).ToString("#,##0." + new string('#', decimals), CultureInfo.InvariantCulture);
        return text.Replace("-", "−");
    }

    /// <summary>A whole number with thousands marked.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A linear tick, with as many decimals as its step needs.</summary>
    public static string Tick(double value, double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        if (Math.Abs(value) < 1e-6 * step)
            return "0";
        if (Math.Abs(value) >= 1e10 || decimals > 10)
            return Show(value, 5);
        return value.ToString("N" + decimals, CultureInfo.InvariantCulture).Replace("-", "−");
    }

    /// <summary>A logarithmic tick as a power of ten: 10⁻⁵, 1, 10, 2×10⁶.</summary>
    public static string Power(double value)
    {
        int power = (int)Math.Floor(Math.Log10(value) + 1e-9);
        double factor = Math.Round(value / Math.Pow(10, power), 2);
        string text = factor.ToString("0.##", CultureInfo.InvariantCulture);
        return (factor == 1 ? "" : text + "×") + "10" + Raised(power);
    }

    static string Scientific(double value, int digits)
    {
        int power = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        string factor = (value / Math.Pow(10, power)).ToString("0." + new string('#', digits - 1), CultureInfo.InvariantCulture);
        return $"{factor.Replace("-", "−")}×10{Raised(power)}";
    }

    static string Raised(int power) =>
        (power < 0 ? "⁻" : "") + string.Concat(Math.Abs(power).ToString(CultureInfo.InvariantCulture)
        .Select(digit => Superscripts[digit - '0']));
}
