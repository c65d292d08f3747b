using SurrogateEngine.Report.Svg;
using SurrogateEngine.Statistics;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Report;

/// <summary>Groups of a table beside each other, and a regression's fit, as pictures.</summary>
static class ComparisonCharts
{
    const int MostGroups = 30;

    /// <summary>What the comparison has to show.</summary>
    public static Chart[] Of(TableComparison of)
    {
        var charts = new List<Chart>();
        if (of.Groups.Count > 0)
            charts.Add(Groups(of));
        if (of.Pairs.Count > 0)
            charts.Add(Pairs(of));
        if (of.Roc is { } roc)
            charts.Add(Curve([("", roc)]));
        if (of.Regression is { } regression)
            charts.AddRange([Fit(of, regression), Influence(regression)]);
        if (of.TwoWay is { } anova)
            charts.Add(Shares(of, anova));
        return [.. charts.Select(chart => chart with { Headed = true, Width = 640 })];
    }

    static Chart Groups(TableComparison of)
    {
        int count = Math.Min(of.Groups.Count, MostGroups);
        double[] rows = [.. Enumerable.Range(0, count).Select(i => count - 0.5 - i)];
        (double Low, double High)[] ends = [.. of.Groups.Take(count).Select(group => group.Described is { } described
            ? (described.MeanLow, described.MeanHigh)
            : (group.Summary.Mean - group.Summary.Deviation, group.Summary.Mean + group.Summary.Deviation))];
        double[] all = [.. of.Values.SelectMany(values => values), .. ends.SelectMany(end => new[] { end.Low, end.High })];
        var marks = new List<Mark>();
        if (of.Values.Count > 0)
        {
            // Points of a group are spread a little up and down, so that equal ones can be told apart.
            var draws = new RandomStream(3);
            (double X, double Y)[] points = [.. of.Values.Take(count)
                .SelectMany((values, i) => values.Select(value => (value, rows[i] + 0.5 * (draws.Unit() - 0.5))))];
            marks.Add(new CloudMark("values", Tone.Blue, [.. points.Select(point => point.X)], [.. points.Select(point => point.Y)]));
        }

        marks.AddRange(ends.Select((end, i) => new LineMark(i == 0 ? of.Values.Count > 0 ? "interval of the mean" : "standard deviation" : "",
            Tone.Red, [end.Low, end.High], [rows[i], rows[i]])));
        marks.Add(new PointMark("mean", Tone.Red, [.. of.Groups.Take(count).Select(group => group.Summary.Mean)], rows));
        return new Chart
        {
            Title = $"{of.Value} by group",
            Description = "Every value, means and their intervals.",
            X = Axis.Linear(of.Value, all.Min(), all.Max()),
            Y = Axis.OfNames("", [.. of.Groups.Take(count).Select(group => $"{Short(group.Summary.Name)} ({group.Summary.Count})")]),
            Marks = marks,
            Height = Math.Max(200, 90 + 26 * count),
        };
    }

    static Chart Pairs(TableComparison of)
    {
        PairOfMeans[] pairs = [.. of.Pairs.OrderBy(pair => pair.Probability).Take(MostGroups)];
        double[] rows = [.. pairs.Select((_, i) => pairs.Length - 0.5 - i)];
        double low = Math.Min(0, pairs.Min(pair => pair.Low)), high = Math.Max(0, pairs.Max(pair => pair.High));
        return new Chart
        {
            Title = "Differences of means with Tukey's intervals",
            Description = "Intervals that hold for all pairs at once; those without zero differ.",
            X = Axis.Linear($"difference of {of.Value}", low, high),
            Y = Axis.OfNames("", [.. pairs.Select(pair => $"{Short(pair.First)} - {Short(pair.Second)}")]),
            Marks = [new RuleMark("no difference", Tone.Gray, 0),
                .. pairs.Select((pair, i) => new LineMark("", pair.Low * pair.High > 0 ? Tone.Red : Tone.Blue, [pair.Low, pair.High],
                    [rows[i], rows[i]])),
                new PointMark("", Tone.Ink, [.. pairs.Select(pair => pair.Difference)], rows)],
            Height = Math.Max(200, 90 + 22 * pairs.Length),
        };
    }

    /// <summary>Receiver operating characteristics.</summary>
    public static Chart Curve(IReadOnlyList<(string Name, Roc Of)> curves) => new()
    {
        Title = curves.Count == 1 ? $"Telling the two groups apart: area {NumberText.Digits(curves[0].Of.Area, 3)}" : "Receiver operating characteristics",
        Description = "The diagonal is chance.",
        X = Axis.Linear("false positives (%)", 0, 100),
        Y = Axis.Linear("true positives (%)", 0, 100),
        Marks = [new LineMark("chance", Tone.Gray, [0, 100], [0, 100], Dashed: true),
            .. curves.Take(6).Select((curve, i) => new LineMark(curve.Name, (Tone)i,
                [.. curve.Of.Curve().Select(point => 100 * point.FalsePositiveRate)],
                [.. curve.Of.Curve().Select(point => 100 * point.TruePositiveRate)]))],
        Width = 640,
        Height = 380,
    };

    static Chart Fit(TableComparison of, LinearRegression regression)
    {
        double[] fitted = [.. regression.Points.Select(point => point.Fitted)];
        double[] measured = [.. regression.Points.Select(point => point.Fitted + point.Residual)];
        double low = fitted.Concat(measured).Min(), high = fitted.Concat(measured).Max();
        return new Chart
        {
            Title = "Measured beside fitted",
            Description = "Points on the line are fitted exactly.",
            X = Axis.Linear($"fitted {of.Value}", low, high),
            Y = Axis.Linear($"measured {of.Value}", low, high),
            Marks = [new LineMark("", Tone.Gray, [low, high], [low, high]), new CloudMark("", Tone.Blue, fitted, measured)],
            Height = 380,
        };
    }

    static Chart Influence(LinearRegression regression) => new()
    {
        Title = "Leverage and residuals",
        Description = "Points far right draw the regression to themselves; far up or down they are not explained.",
        X = Axis.Linear("leverage", 0, regression.Points.Max(point => point.Leverage)),
        Y = Axis.Linear("studentized residual", Math.Min(-3, regression.Points.Min(point => point.Studentized)),
            Math.Max(3, regression.Points.Max(point => point.Studentized))),
        Marks = [new CloudMark("", Tone.Blue, [.. regression.Points.Select(point => point.Leverage)],
            [.. regression.Points.Select(point => point.Studentized)])],
        Height = 320,
    };

    static Chart Shares(TableComparison of, TwoWayAnova anova)
    {
        double total = anova.Lines.Sum(line => line.SumOfSquares);
        double[] rows = [.. anova.Lines.Select((_, i) => anova.Lines.Count - 0.5 - i)];
        return new Chart
        {
            Title = $"What the variance of {of.Value} comes from",
            Description = "Sums of squares.",
            X = Axis.Linear("share of the sums of squares (%)", 0, 100 * anova.Lines.Max(line => line.SumOfSquares) / total),
            Y = Axis.OfNames("", [.. anova.Lines.Select(line => Short(line.Source))]),
            Marks = [new RowBarMark("", Tone.Blue, rows, new double[rows.Length],
                [.. anova.Lines.Select(line => 100 * line.SumOfSquares / total)])],
            Height = 90 + 34 * rows.Length,
        };
    }

    static string Short(string name) => name.Length <= 28 ? name : name[..27] + "…";
}
