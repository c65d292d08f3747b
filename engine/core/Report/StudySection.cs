using System.Globalization;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Report;

/// <summary>The seven tables of the founding study, and pictures of some.</summary>
static class StudySection
{
    public static string Of(TableStudyReport of, int number)
    {
        string id = $"study{number}";
        Chart[] charts = [.. ClusterCharts.Of(of.Clusters).Take(2), .. ComparisonCharts.Of(of.Comparison).Take(2),
            .. of.Curves.Count > 0 ? [ComparisonCharts.Curve(of.Curves)] : Array.Empty<Chart>()];
        return Html.Section(id, "Seven tables", "Made of this table; columns named published hold what the study printed, which are its claims and not ours.",
            string.Concat(of.Tables.Select(Table)), "<div class=\"pair\">",
            string.Concat(charts.Select((chart, i) => Html.Figure(chart with { Headed = false, Width = 500 }, $"{id}-{i}"))), "</div>");
    }

    static string Table(StudyTable table)
    {
        bool[] numeric = [.. table.Columns.Select((_, c) => table.Rows.Any(row => row[c] is double))];
        return Html.Table($"{table.Number}. {table.Title}", [.. table.Columns.Select((name, c) => numeric[c] ? "#" + name : name)],
            table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Cell)]))
            + $"<ul class=\"remarks\">{string.Concat(table.Sentences.Select(sentence => $"<li>{Html.Text(sentence)}</li>"))}</ul>";
    }

    static string Cell(object cell) => cell is double number ? Numbers.Show(number, 4)
        : Html.Text(string.Format(CultureInfo.InvariantCulture, "{0}", cell));
}
