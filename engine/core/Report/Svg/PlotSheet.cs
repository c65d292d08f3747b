using System.Text;
using System.Xml.Linq;

namespace SurrogateEngine.Report.Svg;

/// <summary>Charts on one sheet, row by row, as a picture of its own: white ground, black text, every color written out.</summary>
/// <param name="Charts">What is on it.</param>
/// <param name="Columns">Charts beside each other.</param>
public sealed record PlotSheet(IReadOnlyList<Chart> Charts, int Columns = 1)
{
    const double Margin = 10, Gap = 14;

    /// <summary>What it was made from, by name: hashes and the like, carried in the file.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();

    /// <summary>The picture, its style resolved: any program that draws SVG shows it the same.</summary>
    internal XElement ToSvg()
    {
        Chart[][] rows = [.. Charts.Chunk(Math.Max(1, Columns))];
        double width = rows.Max(row => row.Sum(chart => chart.Width) + Gap * (row.Length - 1)) + 2 * Margin;
        double height = rows.Sum(row => row.Max(chart => chart.FullHeight)) + Gap * (rows.Length - 1) + 2 * Margin;
        var svg = new StringBuilder();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Numbers.Place(width)}\" height=\"{Numbers.Place(height)}\" viewBox=\"0 0 {Numbers.Place(width)} {Numbers.Place(height)}\">");
        svg.Append($"<title>{Text.Escape(Charts[0].Title)}</title><metadata>{Text.Escape(string.Join("; ", Provenance.Select(fact => $"{fact.Key} {fact.Value}")))}</metadata>");
        svg.Append($"<rect class=\"ground\" x=\"0\" y=\"0\" width=\"{Numbers.Place(width)}\" height=\"{Numbers.Place(height)}\"/>");
        double top = Margin;
        int number = 0;
        foreach (Chart[] row in rows)
        {
            double left = Margin;
            foreach (Chart chart in row)
            {
                svg.Append($"<g transform=\"translate({Numbers.Place(left)} {Numbers.Place(top)})\">{chart.ToSvg($"p{++number}")}</g>");
                left += chart.Width + Gap;
            }

            top += row.Max(chart => chart.FullHeight) + Gap;
        }

        XElement picture = XElement.Parse(svg.Append("</svg>").ToString());
        PlotStyle.Resolve(picture);
        return picture;
    }
}
