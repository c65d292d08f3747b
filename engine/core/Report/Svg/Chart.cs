using System.Text;

namespace SurrogateEngine.Report.Svg;

/// <summary>A chart as one inline SVG element: axes, marks in drawing order, a legend, and words for those who can't see it.</summary>
public sealed record Chart
{
    const double LineHeight = 17, LetterWidth = 7, TickLetterWidth = 6.6, Swatch = 22;

    /// <summary>What the chart shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see in it, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Horizontal axis.</summary>
    public required Axis X { get; init; }

    /// <summary>Vertical axis.</summary>
    public required Axis Y { get; init; }

    /// <summary>What is drawn, the first at the bottom.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Width in the chart's own units; text is 12 of them high.</summary>
    public double Width { get; init; } = 500;

    /// <summary>Height of the plot with its axes, without the legend.</summary>
    public double Height { get; init; } = 320;

    /// <summary>The quantity by which lines are colored, shown as a bar beside the plot; null for none.</summary>
    public ColorScale? Colors { get; init; }

    /// <summary>Whether the title is written above the plot: a picture of its own has no other place for it.</summary>
    public bool Headed { get; init; }

    /// <summary>Height of the whole element, with its legend.</summary>
    public double FullHeight => Top + Height - 14;

    // The name of a color bar stands above it.
    double LegendTop => Headed ? 26 : Colors is null ? 0 : 16;

    double Top => LegendTop + 12 + (LegendRows().Count is var rows and > 0 ? rows * LineHeight + 6 : 0) + (Marks.OfType<RuleMark>().Any()
        ? 6 : 0);

    double RightEdge => Width - (Colors is null ? 16 : 16 + ColorBar.Width);

    /// <summary>The element. <paramref name="id"/> must be unique in its page.</summary>
    public string ToSvg(string id)
    {
        double widest = Y.Ticks.Max(tick => Y.TickText(tick).Length) * LetterWidth;
        var frame = new Frame(X, Y, Math.Max(46, 30 + widest), Top, RightEdge, Top + Height - 60);
        var svg = new StringBuilder();
        svg.Append($"<svg class=\"chart\" width=\"{Numbers.Place(Width)}\" height=\"{Numbers.Place(FullHeight)}\" viewBox=\"0 0 {Numbers.Place(Width)} {Numbers.Place(FullHeight)}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" xmlns=\"http://www.w3.org/2000/svg\">");
        svg.Append($"<title id=\"{id}-t\">{Text.Escape(Title)}</title><desc id=\"{id}-d\">{Text.Escape(Description)}</desc>");
        svg.Append($"<clipPath id=\"{id}-c\"><rect x=\"{Numbers.Place(frame.Left)}\" y=\"{Numbers.Place(frame.Top - 5)}\" width=\"{Numbers.Place(frame.Right - frame.Left + 5)}\" height=\"{Numbers.Place(frame.Bottom - frame.Top + 5)}\"/></clipPath>");
        if (Headed)
            svg.Append($"<g class=\"heading\"><text x=\"{Numbers.Place(frame.Left)}\" y=\"17\">{Text.Escape(Title)}</text></g>");
        Axes(svg, frame);
        svg.Append($"<g clip-path=\"url(#{id}-c)\">");
        foreach (var mark in Marks)
            MarkDrawing.Draw(svg, mark, frame);
        svg.Append("</g>");
        Legend(svg, LegendRows(), frame.Left, LegendTop);
        if (Colors is { } colors)
            ColorBar.Draw(svg, colors, frame);
        return svg.Append("</svg>").ToString();
    }

    void Axes(StringBuilder svg, Frame frame)
    {
        svg.Append("<g class=\"grid\">");
        foreach (double tick in X.Ticks)
            svg.Append($"<path d=\"M{Numbers.Place(frame.X(tick))} {Numbers.Place(frame.Top)}V{Numbers.Place(frame.Bottom)}\"/>");
        foreach (double tick in Y.Ticks)
            svg.Append($"<path d=\"M{Numbers.Place(frame.Left)} {Numbers.Place(frame.Y(tick))}H{Numbers.Place(frame.Right)}\"/>");
        svg.Append($"</g><path class=\"axis\" d=\"M{Numbers.Place(frame.Left)} {Numbers.Place(frame.Top)}V{Numbers.Place(frame.Bottom)}H{Numbers.Place(frame.Right)}\"/><g class=\"tick\">");
        foreach ((string text, double place) in LabelsBelow(frame))
            svg.Append($"<text x=\"{Numbers.Place(place)}\" y=\"{Numbers.Place(frame.Bottom + 17)}\" text-anchor=\"middle\">{Text.Escape(text)}</text>");
        foreach (double tick in Y.Ticks)
            svg.Append($"<text x=\"{Numbers.Place(frame.Left - 7)}\" y=\"{Numbers.Place(frame.Y(tick) + 4)}\" text-anchor=\"end\">{Text.Escape(Y.TickText(tick))}</text>");
        double middle = (frame.Top + frame.Bottom) / 2;
        svg.Append("</g><g class=\"label\">");
        svg.Append($"<text x=\"{Numbers.Place((frame.Left + frame.Right) / 2)}\" y=\"{Numbers.Place(frame.Bottom + 38)}\" text-anchor=\"middle\">{Text.Escape(X.Label)}</text>");
        svg.Append($"<text x=\"14\" y=\"{Numbers.Place(middle)}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {Numbers.Place(middle)})\">{Text.Escape(Y.Label)}</text></g>");
    }

    /// <summary>Texts of the horizontal ticks and the places of their middles: both ends, whole, and of those between as many as have room
    /// beside each other.</summary>
    IEnumerable<(string Text, double Place)> LabelsBelow(Frame frame)
    {
        const double gap = 6;
        string[] texts = [.. X.Ticks.Select(X.TickText)];
        double[] halves = [.. texts.Select(text => text.Length * TickLetterWidth / 2)], places = [.. X.Ticks.Select(frame.X)];
        places[^1] = Math.Min(places[^1], Width - halves[^1] - 1);
        double taken = double.NegativeInfinity, end = places[^1] - halves[^1] - gap;
        for (int k = 0; k < texts.Length; k++)
        {
            bool hasRoom = places[k] - halves[k] > taken + gap && places[k] + halves[k] < end;
            if (k > 0 && k < texts.Length - 1 && !hasRoom)
                continue;
            yield return (texts[k], places[k]);
            taken = places[k] + halves[k];
        }
    }

    /// <summary>Named marks, broken into rows that fit the width.</summary>
    List<List<Mark>> LegendRows()
    {
        var rows = new List<List<Mark>>();
        double used = double.PositiveInfinity;
        foreach (var mark in Marks.Where(mark => mark.Name.Length > 0))
        {
            double needed = Swatch + mark.Name.Length * LetterWidth + 18;
            if (used + needed > RightEdge - 34)
                (used, rows) = (0, [.. rows, []]);
            rows[^1].Add(mark);
            used += needed;
        }
        return rows;
    }

    static void Legend(StringBuilder svg, List<List<Mark>> rows, double left, double top)
    {
        svg.Append("<g class=\"legend\">");
        for (int row = 0; row < rows.Count; row++)
        {
            double x = left, y = top + 14 + row * LineHeight;
            foreach (var mark in rows[row])
            {
                svg.Append(LegendSwatch.Of(mark, x, y));
                svg.Append($"<text x=\"{Numbers.Place(x + Swatch)}\" y=\"{Numbers.Place(y + 4)}\">{Text.Escape(mark.Name)}</text>");
                x += Swatch + mark.Name.Length * LetterWidth + 18;
            }
        }
        svg.Append("</g>");
    }
}
