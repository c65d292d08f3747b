using System.Text;

namespace SurrogateEngine.Report;

/// <summary>Pieces of a page. Text given here is escaped; markup is what the caller built from such pieces.</summary>
static class Html
{
    public static string Text(string text) => Svg.Text.Escape(text);

    /// <summary>A section with its heading and a sentence that says how to read it.</summary>
    public static string Section(string id, string heading, string lead, params IEnumerable<string> content) =>
        $"<section id=\"{id}\" aria-labelledby=\"{id}-h\"><h2 id=\"{id}-h\">{Text(heading)}</h2>{(lead.Length > 0 ? $"<p class=\"lead\">{Text(lead)}</p>" : "")}{string.Concat(content)}</section>\n";

    /// <summary>A chart in a frame with a caption.</summary>
    public static string Figure(Svg.Chart chart, string id, string caption = "") =>
        $"<figure><h3>{Text(chart.Title)}</h3>{chart.ToSvg(id)}<figcaption>{Text(caption.Length > 0 ? caption : chart.Description)}</figcaption></figure>";

    /// <summary>Charts beside each other, all of one height.</summary>
    public static string Row(string kind, params IReadOnlyList<(Svg.Chart Chart, string Id)> figures)
    {
        double tallest = figures.Max(figure => figure.Chart.FullHeight);
        return $"<div class=\"{kind}\">{string.Concat(figures.Select(figure => Figure(
            figure.Chart with { Height = figure.Chart.Height + tallest - figure.Chart.FullHeight }, figure.Id)))}</div>";
    }

    /// <summary>A table that scrolls by itself on narrow screens, below a caption that does not; columns named with a leading '#' hold
    /// numbers.</summary>
    public static string Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder(
            $"<div class=\"table\"><p class=\"caption\">{Text(caption)}</p><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table aria-label=\"{Text(caption)}\"><thead><tr>");
        foreach (string column in columns)
            table.Append($"<th scope=\"col\"{Numeric(column)}>{Text(column.TrimStart('#'))}</th>");
        table.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            table.Append("<tr>");
            for (int c = 0; c < row.Count; c++)
                table.Append(c == 0 ? $"<th scope=\"row\">{row[c]}</th>" : $"<td{Numeric(columns[c])}>{row[c]}</td>");
            table.Append("</tr>");
        }
        return table.Append("</tbody></table></div></div>").ToString();
    }

    static string Numeric(string column) => column.StartsWith('#') ? " class=\"n\"" : "";
}
