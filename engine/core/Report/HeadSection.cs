namespace SurrogateEngine.Report;

/// <summary>Headline, the few numbers to see first, and the chain of files behind them.</summary>
static class HeadSection
{
    public static string Header(ReportModel model) =>
        $"<header><p class=\"kicker\">Surrogate report</p><h1>{Html.Text(model.Title)}</h1><p class=\"subtitle\">{Html.Text(model.Subtitle)}</p></header>\n";

    public static string Cards(ReportModel model)
    {
        if (model.Cards.Count == 0)
            return "";
        var cards = model.Cards.Select(card =>
            $"<div class=\"card{Verdict(card.Verdict)}\"><dt>{Html.Text(card.Label)}</dt><dd>{Html.Text(card.Value)}</dd>{(card.Note.Length > 0 ? $"<dd class=\"note\">{Sign(card.Verdict)}{Html.Text(card.Note)}</dd>" : "")}</div>");
        return $"<dl class=\"cards\">{string.Concat(cards)}</dl>\n";
    }

    public static string Provenance(ReportModel model)
    {
        if (model.Provenance.Count == 0)
            return "";
        string inputs = Steps(model.Provenance.Where(step => step.IsInput));
        return Html.Section("provenance", "Where it comes from",
            "Each file of the chain was made from the one before it; what went in besides stands below. Hashes are SHA-256, the first twelve digits; hover for all.",
            $"<ol class=\"chain\">{Steps(model.Provenance.Where(step => !step.IsInput))}</ol>",
            inputs.Length > 0 ? $"<ul class=\"chain inputs\">{inputs}</ul>" : "");
    }

    static string Steps(IEnumerable<ProvenanceStep> steps) => string.Concat(steps.Select(step =>
            $"<li><span class=\"what\">{Html.Text(step.What)}</span><span class=\"name\">{Html.Text(step.Name)}</span>"
            + (step.Hash.Length > 0
                ? $"<code title=\"{Html.Text(step.Hash)}\">{Html.Text(step.Hash[..Math.Min(12, step.Hash.Length)])}</code>" : "")
            + (step.Note.Length > 0 ? $"<span class=\"note\">{Html.Text(step.Note)}</span>" : "") + "</li>"));

    static string Verdict(bool? verdict) => verdict switch { true => " good", false => " bad", null => "" };

    static string Sign(bool? verdict) => verdict switch { true => "✓ ", false => "✗ ", null => "" };
}
