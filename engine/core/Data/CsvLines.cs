using CsvHelper;

namespace SurrogateEngine.Data;

/// <summary>
/// The lines of a CSV file that a person or a spreadsheet made: comma, semicolon or tab between cells, comments behind <c>#</c>. Empty
/// columns at the end of the first line, which spreadsheets leave behind, are none. A line with more cells than the first is refused,
/// because decimal commas shift what stands behind them.
/// </summary>
sealed class CsvLines : IDisposable
{
    readonly CsvReader csv;
    readonly string file;
    int columns = -1;

    /// <param name="text">The whole file.</param>
    /// <param name="file">What refusals call it.</param>
    public CsvLines(string text, string file)
    {
        this.file = file;
        csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            CommentPrefix = '#',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
        });
    }

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number => csv.LineNumber;

    /// <summary>Whether a comma can only be a decimal sign, because something else separates the cells.</summary>
    public bool HasDecimalCommas => csv.Separator != ',';

    /// <summary>Cells of the next line, no more than the first line has; null at the end.</summary>
    /// <exception cref="RefusedException">The line has more cells than the first.</exception>
    public string[]? Next()
    {
        if (!csv.Read())
            return null;
        string[] cells = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        int filled = Array.FindLastIndex(cells, cell => cell.Length > 0) + 1;
        if (columns < 0)
            columns = filled;
        if (filled > columns)
            throw Refusals.SurplusCells(file, csv.LineNumber, filled, columns);
        return cells.Length > columns ? cells[..columns] : cells;
    }

    /// <summary>The number in a cell; null if it holds none.</summary>
    public double? NumberIn(string cell) => NumberText.Read(HasDecimalCommas && !cell.Contains('.') ? cell.Replace(',', '.') : cell);

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();

    /// <summary>Tab, semicolon or comma, whichever the first line that says something holds.</summary>
    static char SeparatorOf(string text)
    {
        string line = text.Split('\n').FirstOrDefault(line => line.Trim().Length > 0 && line[0] != '#') ?? "";
        return line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',';
    }
}
