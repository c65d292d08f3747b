using SurrogateEngine.Explain;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Report;

/// <summary>What matters to a model, when, and how one prediction comes about.</summary>
static class ExplanationSection
{
    public static string Of(ExplainResult of, int number)
    {
        string id = $"explain{number}";
        Chart[] charts = ExplanationCharts.Of(of.Explanation, of.Times, of.TimeUnit, of.Output, of.Factor);
        string remarks = string.Concat(of.Remarks.Select(remark => $"<li>{Html.Text(remark)}</li>"));
        return (of.Card is { } card ? ModelCardSection.Of(card, number) : "") + Html.Section(id, $"Why: {of.Subject}", $"{of.Kind}. {of.Explanation.Agreement}",
            "<div class=\"pair\">", string.Concat(charts.Select((chart, i) => Html.Figure(chart with { Headed = false }, $"{id}-{i}"))), "</div>",
            Importances(of.Explanation), Traced(of), remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "");
    }

    static string Importances(Explanation of) => Html.Table("Share of each input, %; each column adds up to 100",
        ["input", .. of.Importances.Select(method => "#" + method.Method)],
        of.Model.Inputs.Select((input, i) => (IReadOnlyList<string>)
            [Html.Text(input.Name), .. of.Importances.Select(method => Numbers.Show(100 * method.Inputs[i].Share))]));

    static string Traced(ExplainResult of)
    {
        Trace trace = of.Explanation.Traces[0];
        int[] at = ExplanationText.Places(of.Explanation.Model.Outputs.Count);
        string Cell(double[] values, int o) => Numbers.Show(of.Factor * values[o], 4);
        return Html.Table($"One prediction by {trace.Method}: {of.Output}",
            ["input", "#value", .. at.Select(o => "#" + of.Explanation.Model.Outputs[o])],
            [["base", "", .. at.Select(o => Cell(trace.Parts.Base, o))],
                .. of.Explanation.Model.Inputs.Select((input, i) => (IReadOnlyList<string>)
                    [Html.Text(input.Name), Html.Text(input.Text(trace.Row[i])), .. at.Select(o => Cell(trace.Parts.Contributions[i], o))]),
                ["prediction", "", .. at.Select(o => Cell(trace.Parts.Prediction, o))]]);
    }
}

/// <summary>What tables on paper and on screen have in common.</summary>
public static class ExplanationText
{
    /// <summary>Outputs that a table has room for: all of few, four of a curve.</summary>
    public static int[] Places(int outputs) => outputs <= 4 ? [.. Enumerable.Range(0, outputs)]
        : [.. new[] { 0.1, 0.25, 0.5, 1 }.Select(share => (int)Math.Round(share * (outputs - 1))).Distinct()];
}
