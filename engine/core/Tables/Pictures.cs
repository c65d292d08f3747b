using SurrogateEngine.Report.Svg;
using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>Pixels as features for a column that names pictures.</summary>
static class Pictures
{
    /// <summary>Pixels along each side: enough for sizes, few enough for tables.</summary>
    public const int Side = 24;

    /// <summary>Puts pixels in the place of a column with names of files.</summary>
    /// <param name="data">Table with the column.</param>
    /// <param name="features">Features so far.</param>
    /// <param name="name">The column; null changes nothing.</param>
    /// <param name="folder">Where names without a folder are looked for.</param>
    /// <exception cref="RefusedException">A picture can't be read.</exception>
    public static TabularData Describe(TabularData data, TabularData features, string? name, string folder)
    {
        if (name is null)
            return features;
        TabularColumn column = data[name];
        double[]?[] pictures = [.. Enumerable.Range(0, data.Count).Select(row => column.IsMissing(row) ? null
            : GrayPicture.Read(Path.Combine(folder, column.Text(row)), Side))];
        return features.Without([name]).With([.. Enumerable.Range(0, Side * Side).Select(p => TabularColumn.Numeric(
            Micrograph.Pixel(p / Side, p % Side), [.. pictures.Select(picture => picture?[p] ?? double.NaN)]))]);
    }
}
