using System.Globalization;
using ExcelDataReader;

namespace SurrogateEngine.Data;

/// <summary>The first sheet of a spreadsheet (.xlsx or .xls) that holds a table, as rows of text cells.</summary>
static class SpreadsheetCells
{
    /// <exception cref="RefusedException">It is no spreadsheet, is damaged, or holds nothing.</exception>
    public static (IReadOnlyList<(long Line, string[] Cells)> Rows, string Sheet) Read(string path, byte[] bytes)
    {
        try
        {
            // The reader asks for code pages of the old format.
            System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
            using var stream = new MemoryStream(bytes);
            using IExcelDataReader reader = ExcelReaderFactory.CreateReader(stream);
            do
            {
                var rows = new List<(long, string[])>();
                for (long line = 1; reader.Read(); line++)
                {
                    string[] cells = [.. Enumerable.Range(0, reader.FieldCount)
                        .Select(i => Text(reader.GetValue(i), $"{path}, row {line}, column {i + 1}"))];
                    if (cells.Any(cell => cell.Length > 0) && !cells[0].StartsWith('#'))
                        rows.Add((line, cells));
                }

                if (rows.Count > 1)
                    return (rows, reader.Name);
            }
            while (reader.NextResult());
        }
        catch (Exception e) when (e is not (RefusedException or OutOfMemoryException))
        {
            // A damaged file makes the reader fail in whatever way the damage leads to.
            throw new RefusedException($"{path}: this is not a spreadsheet that can be read; save it anew as .xlsx, or as CSV UTF-8.", e);
        }

        throw new RefusedException($"{path}: no sheet of this file holds a table; put the times and releases into the first one.");
    }

    static string Text(object? cell, string place) => cell switch
    {
        null => "",
        double value => value.ToString("R", CultureInfo.InvariantCulture),
        DateTime => throw new RefusedException($"{place}: this cell holds a date; write the time since the start as a number."),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => (cell.ToString() ?? "").Trim(),
    };
}
