using System.Text.RegularExpressions;

namespace SurrogateEngine.Profiles.Import;

/// <summary>
/// Where the header of a table is, and the rows below it: titles above, a line of units below it, and times as headers are understood.
/// </summary>
/// <param name="Line">Number of its line.</param>
/// <param name="Names">Its cells.</param>
/// <param name="Rows">What lies below.</param>
sealed partial record HeaderLine(long Line, string[] Names, IReadOnlyList<(long Line, string[] Cells)> Rows)
{
    const string Example = "'time_h,release_percent'";

    /// <summary>Finds it.</summary>
    /// <exception cref="RefusedException">The file is empty, has no header, or a line has more cells than it.</exception>
    public static HeaderLine Find(ProfileTable table, ProfileOptions options, List<string> remarks)
    {
        if (table.Rows.Count == 0)
            throw new RefusedException($"{table.File}: the file is empty; it needs a header such as {Example} and one line for each measurement.");
        int at = 0;
        while (at + 1 < table.Rows.Count && Filled(table.Rows[at].Cells) == 1 && Filled(table.Rows[at + 1].Cells) > 1
            && !CellNumbers.IsValue(table.Rows[at].Cells[0]))
            remarks.Add($"Line {table.Rows[at].Line}, '{table.Rows[at++].Cells.First(cell => cell.Length > 0)}', was taken for a title.");
        (long line, string[] cells) = table.Rows[at];
        int width = Array.FindLastIndex(cells, cell => cell.Length > 0) + 1;
        string[] names = cells[..width];
        List<(long Line, string[] Cells)> below = [.. table.Rows.Skip(at + 1)];
        if (names.All(cell => cell.Length == 0 || CellNumbers.IsValue(cell)))
            (names, below) = (Headerless(table.File, line, width, options), [.. table.Rows.Skip(at)]);
        foreach ((long number, string[] row) in below)
            if (Array.FindLastIndex(row, cell => cell.Length > 0) + 1 is var filled && filled > width)
                throw Refusals.SurplusCells(table.File, number, filled, width);
        below = [.. below.Select(row =>
            (row.Line, row.Cells.Length < width ? [.. row.Cells, .. Enumerable.Repeat("", width - row.Cells.Length)]
                : row.Cells[..width]))];
        if (below.Count > 0 && IsUnits(below[0].Cells))
        {
            names = [.. names.Select((name, j) =>
                below[0].Cells[j].Trim('(', ')', '[', ']', ' ') is var unit && IsUnit(unit) ? $"{name} [{unit}]" : name)];
            below.RemoveAt(0);
        }

        return Upright(new HeaderLine(line, names, below), remarks);
    }

    static int Filled(string[] cells) => cells.Count(cell => cell.Length > 0);

    static string[] Headerless(string file, long line, int width, ProfileOptions options)
    {
        // Without a header nothing says what a third column is, and decimal commas make one.
        if (width > 2)
            throw Refusals.SurplusCells(file, line, width, 2);
        if (options.TimeUnit is null || options.ReleaseUnit is null)
            throw new RefusedException(
                $"{file}: the file has no header; write a first line such as {Example}, or give both units with --time-unit and --release-unit.");
        return ["time", "release"];
    }

    static bool IsUnits(string[] cells) => !cells.Any(CellNumbers.IsValue) && cells.Count(IsUnit) >= Math.Min(2, cells.Length);

    static bool IsUnit(string cell) => cell.Length > 0 && ColumnMeaning.Of($"x [{cell.Trim('(', ')', '[', ']', ' ')}]").Unit.Length > 0;

    /// <summary>A table whose headers are times and whose rows are vessels or profiles, set upright: key columns, time, release.</summary>
    static HeaderLine Upright(HeaderLine header, List<string> remarks)
    {
        int[] times = [.. Enumerable.Range(0, header.Names.Length).Where(j => TimeHeader().IsMatch(header.Names[j]))];
        if (times.Length < 3
            || header.Names.Any(name => ColumnMeaning.Of(name) is { Role: ColumnRole.Time } column && !TimeHeader().IsMatch(column.Header)))
            return header;
        Match first = TimeHeader().Match(header.Names[times[0]]);
        string unit = first.Groups[3].Value.Length > 0 ? first.Groups[3].Value : first.Groups[1].Value;
        unit = TimeUnit.Days(unit) is null ? "" : unit;
        int[] keys = [.. Enumerable.Range(0, header.Names.Length).Except(times)];
        var rows = new List<(long, string[])>();
        foreach ((long line, string[] cells) in header.Rows)
            rows.AddRange(times.Select(j =>
                (line, (string[])[.. keys.Select(key => cells[key]), TimeHeader().Match(header.Names[j]).Groups[2].Value, cells[j]])));
        remarks.Add($"The headers {string.Join(", ", times.Take(3).Select(j => $"'{header.Names[j]}'"))} and so on were read as times, each line below as a vessel.");
        return new HeaderLine(header.Line,
            [.. keys.Select(key => header.Names[key]), unit.Length > 0 ? $"time [{unit}]" : "time", "release"], rows);
    }

    [GeneratedRegex(@"^\s*(t|time|day|hour|h|d|min)?[ ._=]*(\d+(?:\.\d+)?)\s*(s|sec|min|h|hr|hrs|hour|hours|d|day|days|wk)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex TimeHeader();
}
