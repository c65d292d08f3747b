using SurrogateEngine.Explain;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Report;

/// <summary>The page for a regulator.</summary>
static class ModelCardSection
{
    const int MostGroups = 25;

    public static string Of(ModelCard card, int number)
    {
        GroupBias[] shown = [.. card.Bias.OrderBy(group => group.Probability).ThenByDescending(group => group.Rows).Take(MostGroups)];
        return Html.Section($"card{number}", "Model card", card.Purpose,
            Html.Table("What it was made of", ["what", "value"], card.Data.Append(("split", card.Split)).Select(Row)),
            Html.Table("Errors on what it did not learn from", ["measure", "value"], card.Errors.Select(Row)),
            shown.Length == 0 ? "" : Html.Table($"For whom it leans: mean of predicted minus measured{(card.Bias.Count > shown.Length ? $", {shown.Length} of {card.Bias.Count} groups" : "")}",
                ["column", "group", "#rows", "#bias", "#from", "#to", "#mean absolute error", "#p (Holm)"],
                shown.Select(of => (IReadOnlyList<string>)[Html.Text(of.Column), Html.Text(of.Group), $"{of.Rows}", Numbers.Show(of.Bias),
                    Numbers.Show(of.Low), Numbers.Show(of.High), Numbers.Show(of.Mae), Numbers.Show(of.Probability)])),
            Html.Table("Ranges it may be asked in", ["input", "range"], card.Ranges.Select(range => Row(range))),
            $"<ul class=\"remarks\">{string.Concat(card.Limits.Select(limit => $"<li>{Html.Text(limit)}</li>"))}</ul>");

        static IReadOnlyList<string> Row((string Label, string Value) of) => [Html.Text(of.Label), Html.Text(of.Value)];
    }
}
