using System.Globalization;

namespace SurrogateEngine.Report.Svg;

/// <summary>
/// Colors of a family of curves: a quantity laid over an even, colorblind-safe scale from dark blue to yellow, the yellow end darkened so
/// that it can be seen on white.
/// </summary>
/// <param name="Axis">The quantity with its unit; also says where the bar beside the chart has ticks.</param>
public sealed record ColorScale(Axis Axis)
{
    // Cividis-like: luminance rises evenly, and the hue stays apart for every kind of color vision.
    static readonly (double R, double G, double B)[] Stops =
        [(0, 34, 94), (37, 74, 128), (72, 108, 138), (106, 141, 132), (150, 166, 97), (196, 178, 56), (214, 160, 30)];

    /// <summary>The color of a value, <c>#rrggbb</c>; beyond the axis that of its end.</summary>
    public string Of(double value) => At(Axis.At(value));

    /// <summary>The color at a place, 0 to 1.</summary>
    public static string At(double place)
    {
        double at = Math.Clamp(double.IsNaN(place) ? 0 : place, 0, 1) * (Stops.Length - 1);
        int below = Math.Min((int)at, Stops.Length - 2);
        var (from, to, share) = (Stops[below], Stops[below + 1], at - below);
        return "#" + Hex(from.R, to.R, share) + Hex(from.G, to.G, share) + Hex(from.B, to.B, share);
    }

    static string Hex(double from, double to, double share) =>
        ((int)Math.Round(from + (to - from) * share)).ToString("x2", CultureInfo.InvariantCulture);
}
