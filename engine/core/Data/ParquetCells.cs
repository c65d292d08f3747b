using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace SurrogateEngine.Data;

/// <summary>A small Parquet table as rows of text cells, the names of its columns first.</summary>
static class ParquetCells
{
    const int MostRows = 1_000_000;

    /// <exception cref="RefusedException">The file is damaged, too long, or has columns of columns.</exception>
    public static IReadOnlyList<(long Line, string[] Cells)> Read(string path)
    {
        try
        {
            return ReadRows(path).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not (RefusedException or OutOfMemoryException))
        {
            // A damaged file makes the reader fail in whatever way the damage leads to.
            throw Refusals.BadParquet(path, e.Message);
        }
    }

    static async Task<IReadOnlyList<(long Line, string[] Cells)>> ReadRows(string path)
    {
        IList<Dictionary<string, object>> rows;
        DataField[] fields;
        FileStream stream = File.OpenRead(path);
        await using (stream.ConfigureAwait(false))
        {
            ParquetReader reader = await ParquetReader.CreateAsync(stream).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
                fields = reader.Schema.DataFields;
        }

        FileStream again = File.OpenRead(path);
        await using (again.ConfigureAwait(false))
            rows = (await Parquet.Serialization.ParquetSerializer.DeserializeUntypedAsync(again).ConfigureAwait(false)).Data;
        if (rows.Count > MostRows)
            throw new RefusedException($"{path}: {rows.Count} rows are more than a table of measurements has; give one of at most {MostRows}.");
        string[] names = [.. fields.Select(field => field.Name)];
        var all = new List<(long, string[])> { (0, names) };
        for (int row = 0; row < rows.Count; row++)
            all.Add((row + 1, [.. names.Select(name => Text(rows[row].GetValueOrDefault(name)))]));
        return all;
    }

    static string Text(object? cell) => cell switch
    {
        null => "",
        double value => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture),
        float value => float.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
