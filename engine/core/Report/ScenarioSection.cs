using SurrogateEngine.Kernels;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>What was simulated: parameters with units and ranges, settings, and how the trajectories ended.</summary>
static class ScenarioSection
{
    public static string Scenario(ReportModel model)
    {
        if (model.Parameters.Count == 0 && model.Facts.Count == 0)
            return "";
        var rows = model.Parameters.Select(p => (IReadOnlyList<string>)
        [
            $"<code>{Html.Text(p.Name)}</code>", Html.Text(p.Meaning.Replace("^2", "²")), Html.Text(p.Unit.Length == 0 ? "–" : p.Unit),
            Numbers.Show(p.Low), p.Low < p.High ? Numbers.Show(p.High) : "fixed",
            p.Low < p.High ? p.Scale == Scale.Log ? "log" : "linear" : "–",
        ]);
        string facts =
            string.Concat(model.Facts.Select(fact => $"<div><dt>{Html.Text(fact.Label)}</dt><dd>{Html.Text(fact.Value)}</dd></div>"));
        return Html.Section("scenario", "What was simulated", "",
            model.Parameters.Count > 0
            ? Html.Table("Parameters and their ranges", ["name", "meaning", "unit", "#from", "#to", "scale"], rows) : "",
            facts.Length > 0 ? $"<dl class=\"facts\">{facts}</dl>" : "", Outcomes(model));
    }

    static string Outcomes(ReportModel model)
    {
        if (model.Outcomes.Count == 0)
            return "";
        long all = model.Outcomes.Sum(outcome => outcome.Count);
        return Html.Table("How the trajectories ended", ["outcome", "#trajectories", "#share", "what it means"],
            model.Outcomes.Where(outcome => outcome.Count > 0).Select(outcome => (IReadOnlyList<string>)
            [
                Html.Text(outcome.Outcome.ToString()), Numbers.Count(outcome.Count),
                Numbers.Show(100.0 * outcome.Count / all, 4) + " %", Html.Text(outcome.Outcome.Sentence()),
            ]));
    }
}
