using System.Text.RegularExpressions;
using SurrogateEngine.Profiles.Import;

namespace SurrogateEngine.Tables;

/// <summary>A table of cells as a file holds it: CSV, TSV, a spreadsheet or Parquet.</summary>
/// <param name="File">The file.</param>
/// <param name="Format">What kind it is, for a person.</param>
/// <param name="HeaderLine">Number of the line with the names of columns.</param>
/// <param name="Headers">The names as they stand there, all different.</param>
/// <param name="Units">Unit of each column, from brackets behind its name or a line of units; empty where none is named.</param>
/// <param name="Rows">Line and trimmed cells of each row that holds anything.</param>
/// <param name="Remarks">What was taken for what.</param>
public sealed partial record TableFile(string File, string Format, long HeaderLine, IReadOnlyList<string> Headers,
    IReadOnlyList<string> Units, IReadOnlyList<(long Line, string[] Cells)> Rows, IReadOnlyList<string> Remarks)
{
    const string Wanted = "a CSV, TSV, .xlsx or Parquet file whose first line names the columns";

    /// <summary>Whether a comma that stands alone in a number can only be a decimal sign.</summary>
    internal bool CommaSeparates { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedException">It can't be read, is no table, or has no header.</exception>
    public static TableFile Read(string path)
    {
        ProfileTable table = ProfileTable.Load(path, Wanted, western: true);
        List<string> remarks = [];
        if (table.Format.StartsWith("Windows-1252", StringComparison.Ordinal))
            remarks.Add("The file is not UTF-8 and was read as Windows-1252; look at its special signs, or save it as UTF-8.");
        if (table.Rows.Count == 0)
            throw new RefusedException($"{path}: the file is empty; give {Wanted}.");
        int at = TitlesAbove(table, remarks);
        (long line, string[] cells) = table.Rows[at];
        int width = Array.FindLastIndex(cells, cell => cell.Length > 0) + 1;
        string[] headers = cells[..width];
        RequireNames(path, line, headers);
        var rows = new List<(long Line, string[] Cells)>();
        foreach ((long number, string[] row) in table.Rows.Skip(at + 1))
        {
            int filled = Array.FindLastIndex(row, cell => cell.Length > 0) + 1;
            if (filled > width)
                throw Refusals.SurplusCells(path, number, filled, width);
            rows.Add((number, row.Length < width ? [.. row, .. Enumerable.Repeat("", width - row.Length)] : row[..width]));
        }

        if (rows.Count == 0)
            throw new RefusedException($"{path}: below the names of columns in line {line} there are no rows; give at least one.");
        string[] units = [.. headers.Select(header => Bracketed().Match(header) is { Success: true } match ? match.Groups[2].Value : "")];
        if (IsUnits(rows[0].Cells))
        {
            units = [.. units.Select((unit, j) => rows[0].Cells[j].Trim('(', ')', '[', ']', ' ') is { Length: > 0 } named ? named : unit)];
            remarks.Add($"Line {rows[0].Line} was taken for the units of the columns.");
            rows.RemoveAt(0);
        }

        return new(path, table.Format, line, Named(headers, remarks), units, rows, remarks) { CommaSeparates = table.Separator == ',' };
    }

    /// <summary>Name of a column without the unit in brackets behind it, where that leaves all names different.</summary>
    internal IReadOnlyList<string> ShortNames
    {
        get
        {
            string[] bare = [.. Headers.Select(header => Bracketed().Match(header) is { Success: true } match
                ? match.Groups[1].Value.Trim() : header)];
            return [.. Headers.Select((header, j) => bare.Count(name => name == bare[j]) == 1 && !Headers.Contains(bare[j]) ? bare[j]
                : header)];
        }
    }

    static int TitlesAbove(ProfileTable table, List<string> remarks)
    {
        int at = 0;
        while (at + 1 < table.Rows.Count && Filled(table.Rows[at].Cells) == 1 && Filled(table.Rows[at + 1].Cells) > 1
            && !CellNumbers.IsValue(table.Rows[at].Cells.First(cell => cell.Length > 0)))
            remarks.Add($"Line {table.Rows[at].Line}, '{table.Rows[at++].Cells.First(cell => cell.Length > 0)}', was taken for a title.");
        return at;
    }

    static void RequireNames(string path, long line, string[] headers)
    {
        if (headers.All(cell => cell.Length == 0 || CellNumbers.IsValue(cell)))
            throw new RefusedException($"{path}, line {line}: this line should name the columns and holds numbers only; write their names above it.");
        if (headers.GroupBy(name => name).FirstOrDefault(group => group.Key.Length > 0 && group.Count() > 1) is { } twice)
            throw new RefusedException($"{path}, line {line}: two columns are named '{twice.Key}'; give one of them another name.");
    }

    static string[] Named(string[] headers, List<string> remarks)
    {
        string[] names = [.. headers.Select((name, j) => name.Length > 0 ? name : $"column {j + 1}")];
        foreach (string name in names.Except(headers))
            remarks.Add($"A column without a name was called '{name}'.");
        return names;
    }

    static int Filled(string[] cells) => cells.Count(cell => cell.Length > 0);

    // A line of units says nothing but units, most of them in brackets.
    static bool IsUnits(string[] cells) => Filled(cells) > 0 && cells.All(cell => cell.Length == 0 || UnitCell().IsMatch(cell));

    [GeneratedRegex(@"^(.+?)\s*[\(\[]([^\(\)\[\]]+)[\)\]]$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^([\(\[].*[\)\]]|nm|um|µm|mm|mV|%|kDa|Da|g/mol|mg|mg/ml|mg/mL|ug/mL|ml|mL|h|d|min|s|°C|C|K|M|mM|rpm|-)$")]
    private static partial Regex UnitCell();
}
