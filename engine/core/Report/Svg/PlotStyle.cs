using System.Xml.Linq;

namespace SurrogateEngine.Report.Svg;

/// <summary>
/// What the classes of a chart look like on white, written into the elements themselves: a picture of its own has no style sheet, and many
/// programs that read SVG know none. A page's own look is in report.css.
/// </summary>
static class PlotStyle
{
    const string Ink = "#1b2430", Soft = "#4a5561", Grid = "#e4e8ec", Edge = "#8a949f", Ground = "#ffffff", Family = "Roboto, Helvetica, Arial, sans-serif";

    /// <summary>Okabe and Ito's palette, as in report.css.</summary>
    static readonly Dictionary<string, string> Tones = new()
    {
        ["t-blue"] = "#0072b2",
        ["t-red"] = "#d55e00",
        ["t-green"] = "#009e73",
        ["t-purple"] = "#b4558c",
        ["t-orange"] = "#e08e00",
        ["t-ink"] = Ink,
        ["t-gray"] = "#98a2ae",
    };

    /// <summary>Writes the look of every element below into it and takes the classes away.</summary>
    public static void Resolve(XElement picture)
    {
        picture.SetAttributeValue("font-family", Family);
        foreach (XElement element in picture.DescendantsAndSelf().ToArray())
        {
            HashSet<string> classes = [.. element.AncestorsAndSelf()
                .SelectMany(around => (around.Attribute("class")?.Value ?? "").Split(' '))];
            string tone = classes.Where(Tones.ContainsKey).Select(name => Tones[name]).FirstOrDefault() ?? Ink;
            foreach ((string name, string value) in Look(element.Name.LocalName, classes, tone))
                element.SetAttributeValue(name, value);
            // A color of a scale is written as a style, which wins over the tone.
            if (element.Attribute("style") is { } style && style.Value.Split(':') is [var property, var color])
                element.SetAttributeValue(property, color);
        }

        foreach (XElement element in picture.DescendantsAndSelf())
        {
            element.Attribute("style")?.Remove();
            element.Attribute("class")?.Remove();
        }
    }

    static IEnumerable<(string Name, string Value)> Look(string element, HashSet<string> classes, string tone) => element switch
    {
        "text" => Words(classes),
        "circle" when classes.Contains("hollow") => [("fill", Ground), ("stroke", tone), ("stroke-width", "1.6")],
        "circle" => [("fill", tone), ("stroke", Ground), ("stroke-width", "1")],
        "rect" when classes.Contains("ground") => [("fill", Ground)],
        "rect" when classes.Contains("bar") => [("fill", tone), ("fill-opacity", "0.75")],
        "path" => Stroke(classes, tone),
        _ => [],
    };

    static (string Name, string Value)[] Words(HashSet<string> classes) =>
        classes.Contains("heading") ? [("fill", Ink), ("font-size", "14"), ("font-weight", "bold")]
        : classes.Contains("tick") ? [("fill", Soft), ("font-size", "11.5")]
        : [("fill", classes.Contains("label") ? Soft : Ink), ("font-size", "12")];

    static IEnumerable<(string Name, string Value)> Stroke(HashSet<string> classes, string tone)
    {
        if (classes.Contains("band"))
            return [("fill", tone), ("fill-opacity", classes.Contains("solid") ? "0.75" : "0.17")];
        (string color, string width) = classes.Contains("grid") ? (Grid, "1") : classes.Contains("axis") ? (Edge, "1")
            : classes.Contains("whisker") ? (tone, "1.2") : classes.Contains("cloud") ? (tone, "3.2")
            : (tone, classes.Contains("t-gray") || classes.Contains("thin") ? "1.2" : "2.2");
        string[] dash = classes.Contains("dash") ? ["7 5"] : [];
        string[] faint = classes.Contains("cloud") ? ["0.3"] : classes.Contains("thin") ? ["0.55"] : [];
        bool round = classes.Contains("line") || classes.Contains("cloud");
        return
        [
            ("fill", "none"), ("stroke", color), ("stroke-width", width), .. dash.Select(value => ("stroke-dasharray", value)),
            .. faint.Select(value => ("stroke-opacity", value)), .. round ? ((string, string)[])[("stroke-linecap", "round")] : [],
        ];
    }
}
