using SurrogateEngine.Report.Svg;
using SurrogateEngine.Workflows;

namespace SurrogateEngine.Report;

/// <summary>Clusters of a table as pictures: rows on the first two components, how good each number of clusters is, loadings.</summary>
static class ClusterCharts
{
    static readonly Tone[] Tones = [Tone.Blue, Tone.Orange, Tone.Green, Tone.Purple, Tone.Red, Tone.Ink, Tone.Gray];

    /// <summary>All of them.</summary>
    public static Chart[] Of(TableClusters of) => [.. new[] { Rows(of), Counts(of), Variance(of), Loadings(of) }
        .Select(chart => chart with { Headed = true, Width = 620 })];

    static Chart Rows(TableClusters of)
    {
        bool flat = of.Components.Loadings.Length < 2;
        double Second(int row) => flat ? 0 : of.Components.Scores[row][1];
        double[] x = [.. of.Components.Scores.Select(score => score[0])], y = [.. of.Components.Scores.Select((_, row) => Second(row))];
        return new Chart
        {
            Title = "Rows on the first two principal components",
            Description = "A color a cluster.",
            X = Axis.Linear(Name(of, 0), x.Min(), x.Max()),
            Y = Axis.Linear(flat ? "" : Name(of, 1), y.Min(), y.Max()),
            Marks = [.. of.Figures.Select((figures, c) => Cluster($"cluster {c + 1}: {figures.Rows}", Tones[c % Tones.Length],
                [.. x.Where((_, i) => of.Labels[i] == c + 1)], [.. y.Where((_, i) => of.Labels[i] == c + 1)]))],
            Height = 380,
        };
    }

    /// <summary>Dots of few rows, which show their color better; a cloud of many.</summary>
    static Mark Cluster(string name, Tone tone, double[] x, double[] y) =>
        x.Length < 400 ? new PointMark(name, tone, x, y) : new CloudMark(name, tone, x, y);

    static string Name(TableClusters of, int c) => $"component {c + 1} ({NumberText.Digits(100 * of.Components.ExplainedShare[c], 3)} %)";

    static Chart Counts(TableClusters of)
    {
        double[] k = [.. of.Counts.Select(count => (double)count.Clusters)];
        double[] gap = [.. of.Counts.Select(count => count.Gap)], silhouette = [.. of.Counts.Select(count => count.Silhouette)];
        double[] all = [0, .. gap, .. silhouette.Where(double.IsFinite)];
        return new Chart
        {
            Title = "How many clusters",
            Description = "Silhouette, largest at the best number; gap statistic with its error.",
            X = Axis.Linear("clusters", 1, k[^1]),
            Y = Axis.Linear("silhouette, gap", all.Min(), all.Max()),
            Marks = [new LineMark("silhouette", Tone.Blue, k, silhouette), new LineMark("gap", Tone.Orange, k, gap, Dashed: true),
                new PointMark("", Tone.Orange, k, gap, Deviation: [.. of.Counts.Select(count => count.GapError)]),
                new RuleMark("chosen", Tone.Gray, of.Figures.Count)],
            Height = 380,
        };
    }

    static Chart Variance(TableClusters of)
    {
        int count = Math.Min(of.Components.Variances.Length, 12);
        double[] sums = new double[count];
        for (int c = 0; c < count; c++)
            sums[c] = (c > 0 ? sums[c - 1] : 0) + 100 * of.Components.ExplainedShare[c];
        return new Chart
        {
            Title = "Variance explained by components",
            Description = "Bars each, line together.",
            X = Axis.Linear("component", 0.5, count + 0.5),
            Y = Axis.Linear("share of variance (%)", 0, 100),
            Marks = [new BarMark("each", Tone.Blue, [.. Enumerable.Range(0, count + 1).Select(c => c + 0.5)],
                [.. of.Components.ExplainedShare.Take(count).Select(share => 100 * share)]),
                new LineMark("together", Tone.Red, [.. Enumerable.Range(1, count).Select(c => (double)c)], sums)],
            Height = 320,
        };
    }

    static Chart Loadings(TableClusters of)
    {
        int count = Math.Min(2, of.Components.Loadings.Length);
        double[] rows = [.. of.Columns.Select((_, i) => of.Columns.Count - 0.5 - i)];
        return new Chart
        {
            Title = "What components are made of",
            Description = "Loadings of the standardized columns.",
            X = Axis.Linear("loading", -1, 1),
            Y = Axis.OfNames("", of.Columns),
            Marks = [.. Enumerable.Range(0, count).Select(c => new RowBarMark($"component {c + 1}", Tones[c],
                [.. rows.Select(row => row + 0.2 - 0.4 * c)], new double[rows.Length], of.Components.Loadings[c], 0.36))],
            Height = Math.Max(320, 90 + 24 * rows.Length),
        };
    }
}
