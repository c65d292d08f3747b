using SurrogateEngine.Statistics;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>One column in figures.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its cells are taken for.</param>
/// <param name="Unit">Unit of its numbers.</param>
/// <param name="Missing">Rows without a value.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="Numbers">Mean, deviation and quantiles; null for categories.</param>
/// <param name="Outliers">Rows more than three interquartile ranges outside the quartiles (Tukey's far out), as indices.</param>
/// <param name="Levels">The most frequent categories with their rows; empty for numbers.</param>
public sealed record ColumnSummary(string Name, ColumnKind Kind, string Unit, int Missing, int Distinct, Description? Numbers,
    IReadOnlyList<int> Outliers, IReadOnlyList<KeyValuePair<string, int>> Levels)
{
    const int MostLevels = 12;

    /// <summary>Looks at a column.</summary>
    public static ColumnSummary Of(TabularColumn column, ColumnKind kind)
    {
        int missing = Enumerable.Range(0, column.Count).Count(column.IsMissing);
        if (!column.IsNumeric)
        {
            var counts = column.Codes.Where(code => code >= 0).CountBy(code => code).ToArray();
            return new(column.Name, kind, "", missing, counts.Length, null, [], [.. counts.OrderByDescending(count => count.Value)
                .ThenBy(count => column.Levels[count.Key], StringComparer.Ordinal).Take(MostLevels)
                .Select(count => KeyValuePair.Create(column.Levels[count.Key], count.Value))]);
        }

        double[] known = [.. column.Values.Where(value => !double.IsNaN(value))];
        if (known.Length == 0)
            return new(column.Name, kind, column.Unit, missing, 0, null, [], []);
        Description numbers = Description.Of(known);
        double[] sorted = [.. known.Order()];
        double low = Description.Quantile(sorted, 0.25), high = Description.Quantile(sorted, 0.75), reach = 3 * (high - low);
        int[] outliers = reach > 0 ? [.. Enumerable.Range(0, column.Count)
            .Where(i => column.Values[i] < low - reach || column.Values[i] > high + reach)] : [];
        return new(column.Name, kind, column.Unit, missing, known.Distinct().Count(), numbers, outliers, []);
    }
}
