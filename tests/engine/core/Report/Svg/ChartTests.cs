using System.Globalization;
using System.Xml.Linq;
using SurrogateEngine.Report.Svg;

namespace SurrogateEngine.Tests.Engine.Core.Report.Svg;

public sealed class ChartTests
{
    static readonly XNamespace Ns = "http://www.w3.org/2000/svg";

    static XElement Draw(params Mark[] marks) => XElement.Parse(new Chart
    {
        Title = "a < b",
        Description = "words & more",
        X = Axis.Linear("x", 0, 10),
        Y = Axis.Linear("y", 0, 1),
        Marks = marks,
    }.ToSvg("c"));

    static XElement Marked(XElement svg, string name) => svg.Descendants().First(e => e.Attribute("class")?.Value.StartsWith(name) == true);

    [TestCase(16_000_000, 340), TestCase(16_000_000, 1000), TestCase(100, 500), TestCase(0.0001, 200)]
    public void Labels_below_the_plot_have_room_beside_each_other_and_lie_within_it(double high, double width)
    {
        XElement svg = XElement.Parse(new Chart
        {
            Title = "t",
            Description = "d",
            X = Axis.Linear("x", 0, high),
            Y = Axis.Linear("y", 0, 1),
            Width = width,
        }.ToSvg("c"));
        (double Left, double Right)[] labels = [.. Marked(svg, "tick").Elements(Ns + "text")
            .Where(label => label.Attribute("text-anchor")!.Value == "middle")
            .Select(label => (At: double.Parse(label.Attribute("x")!.Value, CultureInfo.InvariantCulture), Half: 3 * label.Value.Length))
            .Select(label => (label.At - label.Half, label.At + label.Half))];
        labels.Length.ShouldBeGreaterThan(1);
        labels[^1].Right.ShouldBeLessThanOrEqualTo(width);
        labels.Zip(labels.Skip(1)).ShouldAllBe(pair => pair.First.Right < pair.Second.Left);
        svg.Descendants(Ns + "text").ShouldContain(text => text.Value == Axis.Linear("x", 0, high).TickText(high));
    }

    [Test]
    public void A_line_breaks_where_it_has_no_value()
    {
        var svg = Draw(new LineMark("", Tone.Blue, [0, 1, 2, 3, 4], [0, 0.5, double.NaN, 0.5, 1]));
        string path = Marked(svg, "line").Attribute("d")!.Value;
        path.Count(c => c == 'M').ShouldBe(2);
        path.Count(c => c == 'L').ShouldBe(2);
    }

    [Test]
    public void Points_stand_where_the_axes_put_them_and_carry_their_text()
    {
        var svg = Draw(new PointMark("seen", Tone.Ink, [0, 5, 10], [0, 0.5, 1], Titles: ["first", "second <", "third"]));
        var circles = svg.Descendants(Ns + "circle").Where(c => c.Element(Ns + "title") is not null).ToArray();
        circles.Length.ShouldBe(3);
        circles[1].Element(Ns + "title")!.Value.ShouldBe("second <");
        double[] x = [.. circles.Select(c => double.Parse(c.Attribute("cx")!.Value, CultureInfo.InvariantCulture))];
        double[] y = [.. circles.Select(c => double.Parse(c.Attribute("cy")!.Value, CultureInfo.InvariantCulture))];
        (x[1] - x[0]).ShouldBe(x[2] - x[1], 0.02);
        (y[0] - y[1]).ShouldBe(y[1] - y[2], 0.02);
        x[0].ShouldBeLessThan(x[2]);
        y[0].ShouldBeGreaterThan(y[2]);
    }

    [Test]
    public void A_band_goes_there_along_the_top_and_back_along_the_bottom()
    {
        string path = Marked(Draw(new BandMark("", Tone.Blue, [0, 5, 10], [0.1, 0.2, 0.3], [0.4, 0.5, 0.6])), "band").Attribute("d")!.Value;
        path.ShouldEndWith("Z");
        path.Split('L').Length.ShouldBe(6);
    }

    [Test]
    public void Bars_have_heights_in_proportion_and_empty_ones_are_left_out()
    {
        var bars = Marked(Draw(new BarMark("", Tone.Blue, [0, 2, 4, 6], [0.5, 0, 1])), "bar").Elements(Ns + "rect").ToArray();
        double[] heights = [.. bars.Select(bar => double.Parse(bar.Attribute("height")!.Value, CultureInfo.InvariantCulture))];
        heights.Length.ShouldBe(2);
        heights[1].ShouldBe(2 * heights[0], 0.03);
    }

    [Test]
    public void Named_marks_are_in_the_legend_and_rows_break_when_full()
    {
        Mark[] marks = [.. Enumerable.Range(0, 8).Select(i => new LineMark($"a rather long name {i}", Tone.Blue, [0, 1], [0, 1]))];
        var texts = Marked(Draw([.. marks, new LineMark("", Tone.Red, [0, 1], [1, 0])]), "legend").Elements(Ns + "text").ToArray();
        texts.Length.ShouldBe(8);
        texts.Select(text => text.Attribute("y")!.Value).Distinct().Count().ShouldBeGreaterThan(2);
        texts.ShouldAllBe(text => double.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture) < 480);
    }

    [Test]
    public void A_rule_outside_the_axis_is_not_drawn() =>
        Draw(new RuleMark("", Tone.Red, 99)).Descendants().ShouldNotContain(e => e.Attribute("class") != null
        && e.Attribute("class")!.Value.StartsWith("rule"));

    [Test]
    public void Title_and_description_are_words_for_a_screen_reader()
    {
        var svg = Draw();
        svg.Element(Ns + "title")!.Value.ShouldBe("a < b");
        svg.Element(Ns + "desc")!.Value.ShouldBe("words & more");
        svg.Attribute("aria-labelledby")!.Value.ShouldBe("c-t c-d");
    }
}
