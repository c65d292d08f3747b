using System.Globalization;

namespace SurrogateEngine;

/// <summary>Numbers as a person writes them: the one place that says how many digits, which separators and which units.</summary>
public static class NumberText
{
    /// <summary>
    /// The number that a word is, written with a decimal point and without separators of thousands, whatever the machine's language;
    /// null where it is none, or none that is finite.
    /// </summary>
    public static double? Read(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    /// <summary>The whole number that a word is, which may be written <c>1e6</c>; null where it is none.</summary>
    public static long? ReadWhole(string word) =>
        decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
        && value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue ? (long)value : null;

    /// <summary>At most <paramref name="digits"/> significant digits, e.g. <c>0.0012</c> or <c>1e-09</c>.</summary>
    public static string Digits(double value, int digits) => value.ToString($"G{digits}", CultureInfo.InvariantCulture);

    /// <summary>Three digits, and none of them an exponent where the number itself is as short: 2370, not 2.37E+03.</summary>
    public static string Short(double value)
    {
        if (Math.Abs(value) is not (>= 999.5 and < 1e6))
            return Digits(value, 3);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 2);
        return (Math.Round(value / unit) * unit).ToString("0", CultureInfo.InvariantCulture);
    }

    /// <summary>A share in percent with three digits: 0.0012 is <c>0.12 %</c>.</summary>
    public static string Percent(double share) => Digits(100 * share, 3) + " %";

    /// <summary>A whole number with commas: <c>100,000</c>.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>So many of a thing, in the plural but for one: <c>1 curve</c>, <c>20 curves</c>.</summary>
    /// <param name="value">How many.</param>
    /// <param name="noun">The thing, in the singular, whose plural ends with an s more.</param>
    public static string Count(double value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>So many a second.</summary>
    public static string Rate(double rate) => rate >= 10 ? $"{Count(rate)}/s" : $"{rate.ToString("0.0", CultureInfo.InvariantCulture)}/s";

    /// <summary>A duration in the two units that matter.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 10 } => $"{time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
        { TotalSeconds: < 100 } => $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s",
        { TotalMinutes: < 100 } => $"{(int)time.TotalMinutes} min {time.Seconds:00} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} min",
    };

    /// <summary>A size in bytes, KiB, MiB or GiB.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        < 1024 => $"{bytes:0} B",
        < 1024 * 1024 => $"{(bytes / 1024).ToString("0.0", CultureInfo.InvariantCulture)} KiB",
        < 1024.0 * 1024 * 1024 => $"{(bytes / 1024 / 1024).ToString("0.0", CultureInfo.InvariantCulture)} MiB",
        _ => $"{(bytes / 1024 / 1024 / 1024).ToString("0.00", CultureInfo.InvariantCulture)} GiB",
    };
}
