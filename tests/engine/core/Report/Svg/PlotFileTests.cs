using System.Xml.Linq;
using SkiaSharp;
using SurrogateEngine.Report.Svg;
using SurrogateEngine.Tests.Cli;

namespace SurrogateEngine.Tests.Engine.Core.Report.Svg;

public sealed class PlotFileTests
{
    static readonly PlotSheet Sheet = new([Chart("first") with { Colors = new ColorScale(Axis.Log("R (nm)", 20, 500)) }, Chart("second")], 2)
    {
        Provenance = new Dictionary<string, string> { ["surrogate_sha256"] = "3f0c" },
    };

    static Chart Chart(string title) => new()
    {
        Title = title,
        Description = "a < b",
        X = Axis.Linear("time (d)", 0, 10),
        Y = Axis.LogAround("released (%)", [1e-3, 1]),
        Marks =
        [
            new BandMark("band", Tone.Blue, [0, 10], [0.1, 0.1], [0.2, 0.2]), new LineMark("line", Tone.Red, [0, 10], [0.01, 0.01]),
            new LineMark("", Tone.Ink, [0, 10], [0.5, 0.5], Dashed: true) { Color = ColorScale.At(1) },
            new PointMark("measured", Tone.Green, [5], [0.03], Hollow: true, Deviation: [0.01]), new RuleMark("rule", Tone.Purple, 5),
            new CloudMark("cloud", Tone.Gray, [1, 2], [0.3, 0.4]), new BarMark("bars", Tone.Orange, [7, 8, 9], [0.002, 0.004]),
        ],
        Headed = true,
    };

    [Test]
    public void An_svg_says_every_color_itself_and_carries_what_it_was_made_from()
    {
        using var folder = new TemporaryFolder();
        PlotFile.Write(Sheet, folder["a.svg"]);
        XElement svg = XElement.Load(folder["a.svg"]);
        svg.DescendantsAndSelf().SelectMany(element => element.Attributes()).Select(attribute => attribute.Name.LocalName)
            .ShouldNotContain(name => name == "class" || name == "style");
        svg.ToString().ShouldNotContain("var(");
        svg.Descendants().Single(element => element.Name.LocalName == "metadata").Value.ShouldBe("surrogate_sha256 3f0c");
        foreach (XElement path in svg.Descendants().Where(element => element.Name.LocalName is "path" or "circle"))
            (path.Attribute("fill") ?? path.Attribute("stroke")).ShouldNotBeNull();
        foreach (XElement text in svg.Descendants().Where(element => element.Name.LocalName == "text"))
            text.Attribute("font-size").ShouldNotBeNull();
        svg.ToString().ShouldContain(ColorScale.At(1));
    }

    [Test]
    public void A_png_shows_the_marks_where_the_svg_has_them()
    {
        using var folder = new TemporaryFolder();
        PlotFile.Write(Sheet, folder["a.png"]);
        byte[] bytes = File.ReadAllBytes(folder["a.png"]);
        PngText.Read(bytes)["surrogate_sha256"].ShouldBe("3f0c");
        using SKBitmap picture = SKBitmap.Decode(bytes);
        XElement svg = Sheet.ToSvg();
        picture.Width.ShouldBe((int)Math.Ceiling(2 * (double)svg.Attribute("width")!));
        picture.GetPixel(1, 1).ShouldBe(SKColors.White);
        XElement line = svg.Descendants().First(element => (string?)element.Attribute("stroke") == "#d55e00" && element.Value == "line");
        double[] start = [.. ((string)line.Attribute("d")!)[1..].Split('L')[0].Split(' ')
            .Select(word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture))];
        // Ten units right of its beginning, on the sheet's margin, at two pixels a unit.
        picture.GetPixel((int)(2 * (start[0] + 20)), (int)(2 * (start[1] + 10))).ShouldBe(SKColor.Parse("#d55e00"));
        Enumerable.Range(0, picture.Width / 4).SelectMany(x => Enumerable.Range(0, 60).Select(y => picture.GetPixel(x, y)))
            .Count(pixel => pixel.Red < 100)
            .ShouldBeGreaterThan(100, "the title is written in a font that comes along");
    }

    [Test]
    public void The_same_plot_is_the_same_file()
    {
        using var folder = new TemporaryFolder();
        PlotFile.Write(Sheet, folder["a.png"]);
        PlotFile.Write(Sheet, folder["b.png"]);
        File.ReadAllBytes(folder["a.png"]).ShouldBe(File.ReadAllBytes(folder["b.png"]));
    }

    [Test]
    public void Another_ending_is_refused() =>
        Should.Throw<RefusedException>(() => PlotFile.Write(Sheet, "a.pdf")).Message.ShouldBe("a.pdf: a plot is written as .svg or .png; give the file one of these endings.");
}
