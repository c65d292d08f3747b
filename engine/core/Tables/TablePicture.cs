using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>A picture of each column: a histogram of numbers, bars of categories.</summary>
static class TablePicture
{
    const int Bins = 20, MostColumns = 60;

    public static PlotSheet Of(ImportedTable table, IReadOnlyList<ColumnSummary> summaries) => new([.. summaries.Take(MostColumns)
        .Select(summary => Of(table.Data[summary.Name], summary))], 3)
    {
        Provenance = new Dictionary<string, string> { ["table_sha256"] = table.Hash },
    };

    static Chart Of(TabularColumn column, ColumnSummary summary) => summary.Numbers is { } numbers ? Numbers(column, summary, numbers.Min,
        numbers.Max)
        : Categories(summary);

    static Chart Numbers(TabularColumn column, ColumnSummary summary, double low, double high)
    {
        if (!(high > low))
            (low, high) = (low - 0.5, low + 0.5);
        double[] edges = [.. Enumerable.Range(0, Bins + 1).Select(i => low + (high - low) * i / Bins)], counts = new double[Bins];
        foreach (double value in column.Values.Where(value => !double.IsNaN(value)))
            counts[Math.Clamp((int)((value - low) / (high - low) * Bins), 0, Bins - 1)]++;
        return Frame(summary, Axis.Linear(summary.Unit.Length > 0 ? $"{summary.Name} ({summary.Unit})" : summary.Name, low, high),
            new BarMark("", Tone.Blue, edges, counts), counts.Max());
    }

    static Chart Categories(ColumnSummary summary)
    {
        double[] counts = [.. summary.Levels.Select(level => (double)level.Value).DefaultIfEmpty(0)];
        return Frame(summary, Axis.Linear(summary.Levels.Count > 0 ? $"1 is {summary.Levels[0].Key}" : "empty", 0.5, counts.Length + 0.5),
            new BarMark("", Tone.Green, [.. Enumerable.Range(0, counts.Length + 1).Select(i => i + 0.5)], counts,
                [.. summary.Levels.Select(level => $"{level.Key}: {level.Value}").DefaultIfEmpty("empty")]), counts.Max());
    }

    static Chart Frame(ColumnSummary summary, Axis x, Mark mark, double most) => new()
    {
        Title = $"{summary.Name}{(summary.Missing > 0 ? $", {summary.Missing} missing" : "")}",
        Description = $"How often {summary.Name} has which values.",
        X = x,
        Y = Axis.Linear("rows", 0, Math.Max(1, most)),
        Marks = [mark],
        Headed = true,
        Width = 340,
        Height = 220,
    };
}
