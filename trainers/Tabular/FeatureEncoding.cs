using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers.Tabular;

/// <summary>How one column becomes inputs: a number, centered and scaled, with one more input that says where it was missing; or one input
/// for each category.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Fill">What stands for a missing number: the median of the rows learned from.</param>
/// <param name="Center">Subtracted from a number.</param>
/// <param name="Scale">Divides it then.</param>
/// <param name="MarksMissing">Whether a missing number sets an input of its own.</param>
public sealed record EncodedColumn(TabularFeature Feature, double Fill, double Center, double Scale, bool MarksMissing)
{
    /// <summary>Number of inputs.</summary>
    [JsonIgnore]
    public int Width => Feature.Levels.Count > 0 ? Feature.Levels.Count : MarksMissing ? 2 : 1;
}

/// <summary>Columns of a table as rows of numbers. All it knows it took from the rows it was fitted to.</summary>
/// <param name="Columns">The columns in the order of their inputs.</param>
public sealed record FeatureEncoding(IReadOnlyList<EncodedColumn> Columns)
{
    /// <summary>Most categories of one column with an input of their own, the most frequent ones.</summary>
    const int MostLevels = 64;

    /// <summary>Number of inputs.</summary>
    [JsonIgnore]
    public int Width => Columns.Sum(column => column.Width);

    /// <summary>Which column each input belongs to, as an index into <see cref="Columns"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Owners => [.. Columns.SelectMany((column, i) => Enumerable.Repeat(i, column.Width))];

    /// <summary>What each input says: <c>size</c>, <c>size is missing</c>, <c>solvent = acetone</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Names => [.. Columns.SelectMany(column => column.Feature.Levels.Count > 0
        ? column.Feature.Levels.Select(level => $"{column.Feature.Name} = {level}")
        : column.MarksMissing ? [column.Feature.Name, $"{column.Feature.Name} is missing"] : [column.Feature.Name])];

    /// <summary>Takes means, deviations, medians and categories from a table.</summary>
    /// <param name="scaled">Whether numbers get mean 0 and standard deviation 1; otherwise they stay as they are.</param>
    public static FeatureEncoding Fit(TabularData data, bool scaled) =>
        new([.. data.Columns.Select(column => column.IsNumeric ? OfNumbers(column, scaled) : OfLevels(column))]);

    /// <summary>Rows of inputs.</summary>
    /// <returns>Shape [rows, <see cref="Width"/>].</returns>
    /// <exception cref="RefusedException">The table lacks a column, or has words where numbers were learned.</exception>
    public double[][] Apply(TabularData data)
    {
        double[][] rows = [.. Enumerable.Range(0, data.Count).Select(_ => new double[Width])];
        int at = 0;
        foreach (EncodedColumn column in Columns)
        {
            TabularColumn source = column.Feature.In(data);
            if (source.IsNumeric)
                Numbers(column, source.Values, rows, at);
            else
            {
                int[] codes = source.CodesIn(column.Feature.Levels);
                for (int row = 0; row < rows.Length; row++)
                    if (codes[row] >= 0)
                        rows[row][at + codes[row]] = 1;
            }

            at += column.Width;
        }

        return rows;
    }

    static void Numbers(EncodedColumn column, double[] values, double[][] rows, int at)
    {
        for (int row = 0; row < rows.Length; row++)
        {
            bool missing = double.IsNaN(values[row]);
            rows[row][at] = ((missing ? column.Fill : values[row]) - column.Center) / column.Scale;
            if (missing && column.MarksMissing)
                rows[row][at + 1] = 1;
        }
    }

    static EncodedColumn OfNumbers(TabularColumn column, bool scaled)
    {
        double[] known = [.. column.Values.Where(value => !double.IsNaN(value)).Order()];
        if (known.Length == 0)
            return new(TabularFeature.Of(column), 0, 0, 1, false);
        double median = 0.5 * (known[(known.Length - 1) / 2] + known[known.Length / 2]);
        double mean = known.Average(), deviation = Math.Sqrt(known.Sum(value => (value - mean) * (value - mean)) / known.Length);
        bool missing = known.Length < column.Count;
        return scaled ? new(TabularFeature.Of(column), median, mean, deviation > 1e-12 * Math.Abs(mean) ? deviation : 1, missing)
            : new(TabularFeature.Of(column), median, 0, 1, missing);
    }

    static EncodedColumn OfLevels(TabularColumn column)
    {
        var counts = column.Codes.Where(code => code >= 0).CountBy(code => code).ToDictionary();
        // Those never seen here would be inputs that are always 0.
        string[] levels = [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key).Take(MostLevels)
            .Select(count => column.Levels[count.Key]).Order(StringComparer.Ordinal)];
        return new(new(column.Name, column.Unit, levels.Length > 0 ? levels : ["missing"]), 0, 0, 1, false);
    }
}
