using System.Text;
using SurrogateEngine.Data;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Report;

/// <summary>Writes a report as one HTML file that needs nothing else: no network, no script, no font.</summary>
public static class HtmlReport
{
    /// <summary>The whole page.</summary>
    public static string ToHtml(ReportModel model)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Append($"<meta name=\"color-scheme\" content=\"light dark\"><title>{Html.Text(model.Title)} – surrogate report</title><style>\n{Style}</style></head>\n<body><main>\n");
        page.Append(HeadSection.Header(model)).Append(HeadSection.Cards(model));
        for (int i = 0; i < model.Fits.Count; i++)
            page.Append(FitSection.Of(model.Fits[i], i + 1));
        for (int i = 0; i < model.Joint.Count; i++)
            page.Append(JointSection.Of(model.Joint[i], i + 1));
        for (int i = 0; i < model.Comparisons.Count; i++)
            page.Append(CompareSection.Of(model.Comparisons[i], i + 1));
        for (int i = 0; i < model.Forecasts.Count; i++)
            page.Append(ForecastSection.Of(model.Forecasts[i], i + 1));
        for (int i = 0; i < model.Empirical.Count; i++)
            page.Append(EmpiricalSection.Of(model.Empirical[i], i + 1));
        for (int i = 0; i < model.Designs.Count; i++)
            page.Append(DesignSection.Of(model.Designs[i], i + 1));
        for (int i = 0; i < model.Studies.Count; i++)
            page.Append(StudySection.Of(model.Studies[i], i + 1));
        for (int i = 0; i < model.Explanations.Count; i++)
            page.Append(ExplanationSection.Of(model.Explanations[i], i + 1));
        page.Append(AccuracySection.Of(model.TestSetReport)).Append(LearningSection.Of(model.Learning));
        page.Append(ScenarioSection.Scenario(model)).Append(HeadSection.Provenance(model)).Append(ReproduceSection.Of(model));
        return page.Append($"<footer>{Html.Text(model.Made)}</footer>\n</main></body></html>\n").ToString();
    }

    /// <summary>Writes the page, by way of a temporary file so that nothing half-written is ever seen.</summary>
    /// <exception cref="RefusedException">It cannot be written.</exception>
    public static void Write(ReportModel model, string path)
    {
        AtomicFile.Try(path, () => Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!));
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(ToHtml(model)));
    }

    static string Style { get; } = ReadStyle();

    static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("The assembly lacks its resource report.css.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    }
}
