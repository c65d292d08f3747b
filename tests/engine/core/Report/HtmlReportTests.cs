using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SurrogateEngine.Kernels;
using SurrogateEngine.Report;

namespace SurrogateEngine.Tests.Engine.Core.Report;

public sealed partial class HtmlReportTests
{
    static readonly string Page = HtmlReport.ToHtml(SampleReport.Model);

    static IEnumerable<string> Svgs => SvgElement().Matches(Page).Select(match => match.Value);

    [Test]
    public void Every_section_is_there_in_reading_order()
    {
        string[] sections = [.. Regex.Matches(Page, "<section id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        sections.ShouldBe(["fit1", "fit2", "accuracy", "learning", "scenario", "provenance", "reproduce"]);
    }

    [Test]
    public void Charts_beside_each_other_are_of_one_height()
    {
        string[] rows = [.. Regex.Matches(Page, "<div class=\"(pair|triple)\">.*?</figure></div>").Select(match => match.Value)];
        rows.Length.ShouldBeGreaterThan(3);
        foreach (string row in rows)
            SvgElement().Matches(row).Select(svg => (string)XElement.Parse(svg.Value).Attribute("viewBox")!).Distinct().Count().ShouldBe(1);
    }

    [Test]
    public void A_verdict_stands_before_the_first_picture_and_beside_each_parameters_name()
    {
        string fit = Page[Page.IndexOf("<section id=\"fit1\"", StringComparison.Ordinal)..];
        fit.IndexOf("<p class=\"verdict ", StringComparison.Ordinal).ShouldBeInRange(1, fit.IndexOf("<figure", StringComparison.Ordinal));
        fit.ShouldContain("<th scope=\"col\">parameter</th><th scope=\"col\">verdict</th>");
    }

    [Test]
    public void Every_output_is_drawn()
    {
        TestSetReport held = SampleReport.Model.TestSetReport!;
        TestSetReport plasma = held with { Output = new Output("P", "ug/mL", "drug in plasma") };
        string page = HtmlReport.ToHtml(SampleReport.Model with { TestSetReport = held with { Others = [plasma] } });
        foreach (string name in (string[])[held.Output.Name, "P"])
        {
            page.ShouldContain($"<h3>{name}: predicted and simulated curves</h3>");
            page.ShouldContain($"<h3>{name}: predicted minus simulated</h3>");
        }

        page.ShouldContain("drug in plasma, P (ug/mL)");
    }

    [Test]
    public void No_command_is_cut() => Page.ShouldContain("white-space: pre-wrap; overflow-wrap: anywhere;");

    [Test]
    public void Every_picture_is_well_formed_and_says_what_it_shows()
    {
        Svgs.Count().ShouldBeGreaterThan(14);
        foreach (string svg in Svgs)
        {
            var root = XElement.Parse(svg);
            XNamespace ns = "http://www.w3.org/2000/svg";
            root.Attribute("role")!.Value.ShouldBe("img");
            root.Element(ns + "title")!.Value.ShouldNotBeNullOrWhiteSpace();
            if (root.Attribute("aria-labelledby") is { } labels)
                foreach (string id in labels.Value.Split(' '))
                    root.Descendants().Single(element => element.Attribute("id")?.Value == id).Value.Length.ShouldBeGreaterThan(4);
        }
    }

    [Test]
    public void Every_coordinate_is_a_finite_number_inside_reach_of_its_picture()
    {
        int checkedNumbers = 0;
        foreach (var element in Svgs.SelectMany(svg => XElement.Parse(svg).DescendantsAndSelf()))
            foreach (var attribute in element.Attributes().Where(a =>
                a.Name.LocalName is "d" or "x" or "y" or "cx" or "cy" or "r" or "width" or "height" or "viewBox" or "transform"))
            {
                attribute.Value.ShouldNotContain("NaN");
                attribute.Value.ShouldNotContain("∞");
                foreach (Match number in Number().Matches(attribute.Value))
                {
                    double.Parse(number.Value, CultureInfo.InvariantCulture).ShouldBeInRange(-10_000, 10_000);
                    checkedNumbers++;
                }
                if (attribute.Name.LocalName is "width" or "height" or "r")
                    double.Parse(attribute.Value, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(0);
            }
        checkedNumbers.ShouldBeGreaterThan(5000);
    }

    [Test]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        Page.ShouldNotContain("<script");
        Page.ShouldNotContain("<link");
        Page.ShouldNotContain("src=");
        Page.ShouldNotContain("href=");
        Page.ShouldNotContain("@import");
        Regex.Matches(Page, @"url\(([^)]*)\)").Select(match => match.Groups[1].Value).ShouldAllBe(target => target.StartsWith('#'));
        Regex.Matches(Page, "https?://[^\"' <]+").Select(match => match.Value).Distinct().ShouldBe(["http://www.w3.org/2000/svg"]);
    }

    [Test]
    public void Text_is_escaped()
    {
        Page.ShouldContain("weibull &lt;sample&gt; &amp; co");
        Page.ShouldContain("<span class=\"word\">&lt;mine&gt;.csv</span>");
        Page.ShouldNotContain("<sample>");
        Page.ShouldNotContain("<mine>");
    }

    [Test]
    public void Ids_are_unique_and_the_page_is_small()
    {
        string[] ids = [.. Regex.Matches(Page, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value)];
        ids.ShouldBeUnique();
        Page.Length.ShouldBeLessThan(500_000);
    }

    [Test]
    public void Light_and_dark_and_paper_are_styled() =>
        new[] { "prefers-color-scheme: dark", "@media print", "max-width: 760px" }.ShouldAllBe(rule => Page.Contains(rule));

    [Test]
    public void An_empty_model_is_a_page_with_a_headline()
    {
        string page = HtmlReport.ToHtml(new ReportModel { Title = "nothing yet" });
        page.ShouldContain("<h1>nothing yet</h1>");
        page.ShouldNotContain("<section");
    }

    [Test]
    public void The_file_is_written_whole_and_the_same_twice()
    {
        using var folder = new Cli.TemporaryFolder();
        string path = Path.Combine(folder["deep"], "report.html");
        HtmlReport.Write(SampleReport.Model, path);
        HtmlReport.Write(SampleReport.Model, path);
        File.ReadAllText(path).ShouldBe(Page);
        Directory.GetFiles(folder["deep"]).Length.ShouldBe(1);
    }

    [Test]
    public void A_page_that_cannot_be_written_is_refused()
    {
        using var folder = new Cli.TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        string path = Path.Combine(folder["file"], "report.html");
        Should.Throw<RefusedException>(() =>
            HtmlReport.Write(SampleReport.Model, path)).Message.ShouldStartWith($"{path}: this cannot be written (");
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex SvgElement();

    [GeneratedRegex(@"-?\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();
}
