namespace SurrogateEngine.Report;

/// <summary>The commands that make the same again.</summary>
static class ReproduceSection
{
    public static string Of(ReportModel model) => model.Commands.Count == 0 ? "" : Html.Section(
        "reproduce", "Make it again", "Pasted into a shell, in the folder where they were first given, the same commands give the same numbers.",
        $"<pre tabindex=\"0\"><code>{string.Join('\n', model.Commands.Select(Words))}</code></pre>");

    /// <summary>Lines break between words and not at the hyphens of options.</summary>
    static string Words(string command) =>
        string.Join(' ', command.Split(' ').Select(word => $"<span class=\"word\">{Html.Text(word)}</span>"));
}
