using SurrogateEngine.Kernels;
using SurrogateEngine.Profiles;
using SurrogateEngine.Profiles.Import;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Design;

/// <summary>A wanted curve of any output, such as a level in plasma: a table with a column of times and one of values, units in the
/// headers.</summary>
static class WantedCurve
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="output">Whose curve it is; its values are converted to its unit.</param>
    /// <param name="timeUnit">What times are converted to.</param>
    /// <exception cref="RefusedException">It can't be read, a unit is missing or of another kind, or a cell is no number.</exception>
    public static (double Time, double Value)[] Read(string path, Output output, string timeUnit)
    {
        ProfileTable table = ProfileTable.Load(path);
        if (table.Rows.Count < 2 || table.Rows[0].Cells.Length < 2)
            throw new RefusedException($"{path}: a wanted curve is a table with a header, a column of times and one of {output.Name}; this has {table.Rows.Count} rows.");
        ColumnMeaning[] columns = [.. table.Rows[0].Cells.Select(ColumnMeaning.Of)];
        int time = Array.FindIndex(columns, column => column.Role == ColumnRole.Time && TimeUnit.Days(column.Unit) is not null);
        if (time < 0)
            throw new RefusedException($"{path}: no column says that it holds times and in which unit; write its header as time_h or time [d].");
        int value = Array.FindIndex(columns, column => column.Header.Split(' ', '_', '[', '(')[0] == output.Name);
        value = value >= 0 ? value : Array.FindIndex(columns, column => column.Role != ColumnRole.Time);
        if (value < 0)
            throw new RefusedException($"{path}: there is no column of {output.Name} beside the times; add one, its unit in the header.");
        double factor = Factor(path, columns[value], output);
        double scale = TimeUnit.Days(columns[time].Unit)!.Value / TimeUnit.Days(timeUnit)!.Value;
        var numbers = new CellNumbers(path, table.Rows.Skip(1).SelectMany(row => row.Cells), table.Separator == ',');
        CellNumber[] times = numbers.Column(Cells(time), columns[time].Header, ascends: true);
        CellNumber[] values = numbers.Column(Cells(value), columns[value].Header, ascends: false);
        return [.. times.Zip(values).Where(at => at.First.Value is not null && at.Second.Value is not null && !at.Second.Censored)
            .Select(at => (at.First.Value!.Value * scale, at.Second.Value!.Value * factor))];

        (long, string)[] Cells(int column) =>
            [.. table.Rows.Skip(1).Select(row => (row.Line, column < row.Cells.Length ? row.Cells[column] : ""))];
    }

    static double Factor(string path, ColumnMeaning column, Output output)
    {
        Unit wanted = Unit.TryParse(output.Unit)!;
        if (column.Unit.Length == 0)
        {
            return output.Unit is "" or "1" ? 1
                : throw new RefusedException($"{path}: column '{column.Header}' does not say its unit, and {output.Name} is measured in {output.Unit}; write it as '{output.Name} [{output.Unit}]'.");
        }

        return Unit.TryParse(column.Unit) is { } unit && unit.Dimension == wanted.Dimension ? unit.To(wanted, 1)
            : throw new RefusedException($"{path}: column '{column.Header}' is in {column.Unit}, and {output.Name} is measured in {(output.Unit.Length > 0 ? output.Unit : "fractions of the dose")}; convert it.");
    }
}
