using SurrogateEngine.Report.Svg;
using SurrogateEngine.Statistics;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Report;

/// <summary>Two measured profiles and whether they are alike.</summary>
static class CompareSection
{
    const double Similar = 50;

    public static string Of(CompareResult of, int number)
    {
        string id = $"compare{number}";
        string remarks = string.Concat(of.Remarks.Select(remark => $"<li>{Html.Text(remark)}</li>"));
        bool similar = of.F2 >= Similar;
        return Html.Section(id, $"{of.Reference.Name} and {of.Test.Name}",
            $"{of.Times.Length} common times; {of.Points} points enter f2 by the rule of the {of.Rule.ToString().ToUpperInvariant()}.",
            $"<p class=\"verdict {(similar ? "good" : "bad")}\">{(similar ? "✓ Similar" : "✗ Not similar")}: f2\u00A0=\u00A0{Numbers.Show(of.F2, 4)}, f1\u00A0=\u00A0{Numbers.Show(of.F1, 4)}.</p>",
            "<div class=\"hero wide\">", Html.Figure(Release(of), id + "-wide"), "</div>",
            "<div class=\"pair\">", Html.Figure(Difference(of), id + "-difference"), "</div>",
            Criteria(of), Times(of), remarks.Length > 0 ? $"<ul class=\"remarks\">{remarks}</ul>" : "");
    }

    /// <summary>The charts that say most, for a picture of their own.</summary>
    public static Chart[] Charts(CompareResult of) => [Release(of), Difference(of)];

    static Chart Release(CompareResult of)
    {
        double[] reference = of.Units.ReferenceMean, test = of.Units.TestMean;
        return new Chart
        {
            Title = "Released drug over time",
            Description = "Means of both products; small points are single units where they are known.",
            X = Axis.Linear($"time ({of.Reference.TimeUnit})", 0, of.Times[^1]),
            Y = Axis.Linear("released (% of dose)", 0, Math.Max(10, reference.Concat(test).Max())),
            Marks =
            [
                .. Units(of, of.Units.Reference, Tone.Blue), .. Units(of, of.Units.Test, Tone.Orange),
                new LineMark(of.Reference.Name, Tone.Blue, of.Times, reference),
                    new LineMark(of.Test.Name, Tone.Orange, of.Times, test, Dashed: true),
            ],
            Width = 1000,
            Height = 400,
        };
    }

    static IEnumerable<Mark> Units(CompareResult of, double[][] units, Tone tone) => units.Length < 2 ? []
        : [new CloudMark("", tone, [.. units.SelectMany(_ => of.Times)], [.. units.SelectMany(unit => unit)])];

    static Chart Difference(CompareResult of)
    {
        double[] differences = [.. of.Units.TestMean.Zip(of.Units.ReferenceMean, (test, reference) => test - reference)];
        double size = Math.Max(10, differences.Max(Math.Abs));
        return new Chart
        {
            Title = "Test minus reference",
            Description = "A difference of 10 % of the dose at every time makes an f2 of 50.",
            X = Axis.Linear($"time ({of.Reference.TimeUnit})", 0, of.Times[^1]),
            Y = Axis.Linear("difference (% of dose)", -size, size),
            Marks =
            [
                new BandMark("within 10 %", Tone.Gray, [0, of.Times[^1]], [-10, -10], [10, 10]),
                new LineMark("", Tone.Gray, [0, of.Times[^1]], [0, 0]), new LineMark("", Tone.Ink, of.Times, differences),
                new PointMark("", Tone.Ink, of.Times, differences),
            ],
        };
    }

    static string Criteria(CompareResult of)
    {
        var rows = new List<IReadOnlyList<string>>
        {
            Row("similarity factor f2", of.F2, "by the rule; similar from 50 up"), Row("f2 over all common times", of.F2OfAll, ""),
            Row("difference factor f1", of.F1, "similar up to 15"),
                Row("Rescigno's index of order 1", of.Rescigno.First, "0 for equal profiles"),
            Row("Rescigno's index of order 2", of.Rescigno.Second, ""),
        };
        if (of.Bootstrap is { } bootstrap)
            rows.Add(Row("f2 by the bootstrap, mean", bootstrap.Mean,
                $"{Numbers.Show(100 * bootstrap.Confidence)} % (BCa) from {Numbers.Show(bootstrap.Low, 4)} to {Numbers.Show(bootstrap.High, 4)}"));
        if (of.Mahalanobis is { } distance)
            rows.Add(Row("Mahalanobis' distance", distance.Distance,
                $"{Numbers.Show(100 * distance.Confidence)} % from {Numbers.Show(distance.Low, 4)} to {Numbers.Show(distance.High, 4)}, T2 {Numbers.Show(distance.T2, 4)}, p {Numbers.Show(distance.Probability)}"));
        foreach ((string product, double[] mean) in new[] { ("reference", of.Units.ReferenceMean), ("test", of.Units.TestMean) })
        {
            string unit = of.Reference.TimeUnit;
            rows.Add(Row($"dissolution efficiency of the {product}", 100 * DissolutionMoments.Efficiency(of.Times, mean, 100), "%"));
            rows.Add(Row($"mean dissolution time of the {product}", DissolutionMoments.MeanDissolutionTime(of.Times, mean), unit));
            rows.Add(Row($"variance of it, {product}", DissolutionMoments.VarianceOfDissolutionTime(of.Times, mean), $"{unit}²"));
            rows.Add(Row($"mean residence time of the {product}", DissolutionMoments.MeanResidenceTime(of.Times, mean, 100), unit));
        }

        return Html.Table("What the two have in common", ["measure", "#value", "remark"], rows);

        static IReadOnlyList<string> Row(string name, double value, string remark) =>
            [Html.Text(name), Numbers.Show(value, 4), Html.Text(remark)];
    }

    static string Times(CompareResult of) => Html.Table("Time by time",
        [$"time ({of.Reference.TimeUnit})", "#reference (%)", "#test (%)", "#difference", "in f2", "#F of ANOVA", "#p"],
        Enumerable.Range(0, of.Times.Length).Select(j => (IReadOnlyList<string>)
        [
            Numbers.Show(of.Times[j]), Numbers.Show(of.Units.ReferenceMean[j]), Numbers.Show(of.Units.TestMean[j]),
            Numbers.Show(of.Units.TestMean[j] - of.Units.ReferenceMean[j]), j < of.Points ? "yes" : "no",
            of.Anova is { } anova ? Numbers.Show(anova[j].F) : "–", of.Anova is { } tests ? Numbers.Show(tests[j].Probability) : "–",
        ]));
}
