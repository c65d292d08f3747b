using System.Text;

namespace SurrogateEngine.Report.Svg;

/// <summary>The bar at the right of a chart that says which color means what.</summary>
static class ColorBar
{
    /// <summary>What it takes of a chart's width.</summary>
    public const double Width = 78;

    const double Offset = 16, Thickness = 12;
    const int Steps = 48;

    public static void Draw(StringBuilder svg, ColorScale colors, Frame frame)
    {
        double left = frame.Right + Offset, height = frame.Bottom - frame.Top;
        for (int step = 0; step < Steps; step++)
        {
            // Each a hair taller than its share, so that no gap shows between two.
            double bottom = frame.Bottom - height * step / Steps, top = Math.Max(frame.Top, bottom - height / Steps - 0.5);
            svg.Append($"<rect style=\"fill:{ColorScale.At((step + 0.5) / Steps)}\" x=\"{Numbers.Place(left)}\" y=\"{Numbers.Place(top)}\" width=\"{Numbers.Place(Thickness)}\" height=\"{Numbers.Place(bottom - top)}\"/>");
        }

        svg.Append("<g class=\"tick\">");
        foreach (double tick in colors.Axis.Ticks)
            svg.Append($"<text x=\"{Numbers.Place(left + Thickness + 5)}\" y=\"{Numbers.Place(frame.Bottom - height * colors.Axis.At(tick) + 4)}\">{Text.Escape(colors.Axis.TickText(tick))}</text>");
        svg.Append($"</g><g class=\"label\"><text x=\"{Numbers.Place(frame.Right + Width)}\" y=\"{Numbers.Place(frame.Top - 12)}\" text-anchor=\"end\">{Text.Escape(colors.Axis.Label)}</text></g>");
    }
}
