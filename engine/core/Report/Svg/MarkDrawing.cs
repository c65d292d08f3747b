using System.Text;

namespace SurrogateEngine.Report.Svg;

/// <summary>Draws marks into a plot area.</summary>
static class MarkDrawing
{
    public static void Draw(StringBuilder svg, Mark mark, Frame frame)
    {
        switch (mark)
        {
            case LineMark line: Line(svg, line, frame); break;
            case BandMark band: Band(svg, band, frame); break;
            case PointMark points: Points(svg, points, frame); break;
            case CloudMark cloud: Cloud(svg, cloud, frame); break;
            case RowBarMark rows: RowBars(svg, rows, frame); break;
            case BarMark bars: Bars(svg, bars, frame); break;
            case RuleMark rule: Rule(svg, rule, frame); break;
            default: throw new ArgumentException($"{mark.GetType().Name} cannot be drawn.", nameof(mark));
        }
    }

    static void Line(StringBuilder svg, LineMark line, Frame frame)
    {
        string path = Path(line.X, line.Y, frame);
        if (path.Length > 0)
            svg.Append($"<path {Look(line)} d=\"{path}\">{Title(line.Name)}</path>");
    }

    static void Band(StringBuilder svg, BandMark band, Frame frame)
    {
        int[] finite = [.. Enumerable.Range(0, band.X.Count)
            .Where(j => frame.Holds(band.X[j], band.Low[j]) && frame.Holds(band.X[j], band.High[j]))];
        if (finite.Length < 2)
            return;
        var corners = finite.Select(j => frame.Corner(band.X[j], band.High[j]))
            .Concat(finite.Reverse().Select(j => frame.Corner(band.X[j], band.Low[j])));
        svg.Append($"<path class=\"band{(band.Solid ? " solid" : "")} {Class(band)}\" d=\"M{string.Join('L', corners)}Z\">{Title(band.Name)}</path>");
    }

    static void Points(StringBuilder svg, PointMark points, Frame frame)
    {
        svg.Append($"<g class=\"{(points.Hollow ? "hollow" : "dot")} {Class(points)}\">");
        for (int j = 0; j < points.X.Count; j++)
        {
            if (!frame.Holds(points.X[j], points.Y[j]))
                continue;
            if (points.Deviation is { } sd && sd[j] > 0 && frame.Holds(points.X[j], points.Y[j] - sd[j])
                && frame.Holds(points.X[j], points.Y[j] + sd[j]))
                svg.Append($"<path class=\"whisker\" d=\"M{frame.Corner(points.X[j], points.Y[j] - sd[j])}L{frame.Corner(points.X[j], points.Y[j] + sd[j])}\"/>");
            svg.Append($"<circle cx=\"{Numbers.Place(frame.X(points.X[j]))}\" cy=\"{Numbers.Place(frame.Y(points.Y[j]))}\" r=\"3.6\">{Title(points.Titles?[j] ?? points.Name)}</circle>");
        }
        svg.Append("</g>");
    }

    static void Cloud(StringBuilder svg, CloudMark cloud, Frame frame)
    {
        var dots = Enumerable.Range(0, cloud.X.Count).Where(j => frame.Holds(cloud.X[j], cloud.Y[j]))
            .Select(j => $"M{frame.Corner(cloud.X[j], cloud.Y[j])}h0");
        svg.Append($"<path class=\"cloud {Class(cloud)}\" d=\"{string.Concat(dots)}\">{Title(cloud.Name)}</path>");
    }

    static void Bars(StringBuilder svg, BarMark bars, Frame frame)
    {
        svg.Append($"<g class=\"bar {Class(bars)}\">");
        for (int j = 0; j < bars.Counts.Count; j++)
        {
            if (!(bars.Counts[j] > 0) || !frame.Holds(bars.Edges[j], bars.Counts[j]) || !frame.Holds(bars.Edges[j + 1], bars.Counts[j]))
                continue;
            double left = frame.X(bars.Edges[j]), right = frame.X(bars.Edges[j + 1]), top = frame.Y(bars.Counts[j]);
            svg.Append($"<rect x=\"{Numbers.Place(left)}\" y=\"{Numbers.Place(top)}\" width=\"{Numbers.Place(Math.Max(0.5, right - left - 1))}\" height=\"{Numbers.Place(Math.Max(0, frame.Bottom - top))}\">{Title(bars.Titles?[j] ?? "")}</rect>");
        }
        svg.Append("</g>");
    }

    static void RowBars(StringBuilder svg, RowBarMark bars, Frame frame)
    {
        svg.Append($"<g class=\"bar {Class(bars)}\">");
        for (int j = 0; j < bars.Rows.Count; j++)
        {
            if (!frame.Holds(bars.From[j], bars.Rows[j]) || !frame.Holds(bars.To[j], bars.Rows[j]))
                continue;
            double left = frame.X(Math.Min(bars.From[j], bars.To[j])), right = frame.X(Math.Max(bars.From[j], bars.To[j]));
            double top = frame.Y(bars.Rows[j] + bars.Thickness / 2), bottom = frame.Y(bars.Rows[j] - bars.Thickness / 2);
            svg.Append($"<rect x=\"{Numbers.Place(left)}\" y=\"{Numbers.Place(top)}\" width=\"{Numbers.Place(Math.Max(0.5, right - left))}\" height=\"{Numbers.Place(bottom - top)}\">{Title(bars.Name)}</rect>");
        }
        svg.Append("</g>");
    }

    static void Rule(StringBuilder svg, RuleMark rule, Frame frame)
    {
        double x = frame.X(rule.X);
        if (double.IsFinite(x) && x >= frame.Left - 0.5 && x <= frame.Right + 0.5)
            svg.Append($"<path class=\"rule {Class(rule)}\" d=\"M{Numbers.Place(x)} {Numbers.Place(frame.Top)}V{Numbers.Place(frame.Bottom)}\">{Title(rule.Name)}</path>");
    }

    static string Path(IReadOnlyList<double> x, IReadOnlyList<double> y, Frame frame)
    {
        var path = new StringBuilder();
        bool drawing = false;
        for (int j = 0; j < x.Count; j++)
        {
            bool holds = frame.Holds(x[j], y[j]);
            if (holds)
                path.Append(drawing ? 'L' : 'M').Append(frame.Corner(x[j], y[j]));
            drawing = holds;
        }
        return path.ToString();
    }

    /// <summary>Class of a line, and its color where that is none of the palette.</summary>
    public static string Look(LineMark line) =>
        $"class=\"line {Class(line)}{(line.Dashed ? " dash" : "")}{(line.Thin ? " thin" : "")}\""
        + (line.Color is { } color ? $" style=\"stroke:{color}\"" : "");

    public static string Class(Mark mark) => "t-" + mark.Tone.ToString().ToLowerInvariant();

    static string Title(string text) => text.Length == 0 ? "" : $"<title>{Text.Escape(text)}</title>";
}
