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
        page.Append(Each(model.Fits, FitSection.Of)).Append(Each(model.Joint, JointSection.Of))
            .Append(Each(model.Comparisons, CompareSection.Of)).Append(Each(model.Forecasts, ForecastSection.Of))
            .Append(Each(model.Empirical, EmpiricalSection.Of)).Append(Each(model.Designs, DesignSection.Of))
            .Append(Each(model.Studies, StudySection.Of)).Append(Each(model.Explanations, ExplanationSection.Of));
        page.Append(AccuracySection.Of(model.TestSetReport)).Append(LearningSection.Of(model.Learning));
        page.Append(ScenarioSection.Scenario(model)).Append(HeadSection.Provenance(model)).Append(ReproduceSection.Of(model));
        return page.Append($"<footer>{Html.Text(model.Made)}</footer>\n</main></body></html>\n").ToString();
    }

    /// <summary>A section for each, numbered from 1.</summary>
    static string Each<T>(IReadOnlyList<T> results, Func<T, int, string> section) =>
        string.Concat(results.Select((result, i) => section(result, i + 1)));

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
