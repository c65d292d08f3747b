using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>What a search for formulations found: designs for a target, a front of compromises, a screening or a campaign.</summary>
/// <param name="Heading">What was looked for.</param>
/// <param name="Lead">How, and what judged.</param>
/// <param name="Verdict">Whether it was found, in a sentence.</param>
/// <param name="Found">True where it was, false where not, null where the sentence says no such thing.</param>
public sealed record DesignSummary(string Heading, string Lead, string Verdict, bool? Found)
{
    /// <summary>Charts over the whole width.</summary>
    public IReadOnlyList<Chart> Wide { get; init; } = [];

    /// <summary>Charts beside each other.</summary>
    public IReadOnlyList<Chart> Pairs { get; init; } = [];

    /// <summary>Caption of the table.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Its columns; a leading '#' marks numbers.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Its cells, as plain text.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    /// <summary>What else is to be known, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <summary>Such a search on a page.</summary>
static class DesignSection
{
    public static string Of(DesignSummary of, int number)
    {
        string id = $"design{number}";
        (string mark, string sign) = of.Found switch { true => ("good", "✓ "), false => ("bad", "✗ "), _ => ("", "") };
        string remarks = string.Concat(of.Remarks.Select(remark => $"<li>{Html.Text(remark)}</li>"));
        return Html.Section(id, of.Heading, of.Lead,
            $"<p class=\"verdict {mark}\">{sign}{Html.Text(of.Verdict)}</p>",
            string.Concat(of.Wide.Select((chart, i) =>
                $"<div class=\"hero wide\">{Html.Figure(chart with { Headed = false, Width = 1000 }, $"{id}-wide{i}")}</div>")),
            of.Pairs.Count > 0 ? Html.Row("pair", [.. of.Pairs.Select((chart, i) => (chart with { Headed = false }, $"{id}-{i}"))]) : "",
            of.Rows.Count > 0
                ? Html.Table(of.Caption, of.Columns, of.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(Html.Text)])) : "",
            remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "");
    }
}
