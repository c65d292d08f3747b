using System.Globalization;
using SurrogateEngine.Data;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// Formulations from a CSV or Parquet file: one a line, one column a parameter, units in the header where they are not the model's
/// (<c>R_um</c> or <c>R [um]</c>). A column <c>id</c> names the formulations; without one they are numbered from 1.
/// A parameter that holds one value needs no column. Other columns are carried through as text.
/// </summary>
public sealed record FormulationTable
{
    /// <summary>What the file calls each formulation, shape [rows].</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Row-major, shape [rows, parameters], in the model's units and order.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>Columns that are no parameters, as text.</summary>
    public IReadOnlyList<CarriedColumn> Carried { get; init; } = [];

    /// <summary>Names of columns that were left out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Number of formulations.</summary>
    public int Rows => Ids.Count;

    // A text of more characters does not fit into a string.
    const long MostBytes = 1L << 30;

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <param name="path">A CSV file, with comma, semicolon or tab, or a Parquet file.</param>
    /// <param name="parameters">Parameters wanted, in their order; Low = High marks one that may be left out.</param>
    /// <param name="mostRows">More formulations than these are refused.</param>
    /// <param name="ignored">Says which columns that are no parameters are left out; null carries all of them through.</param>
    /// <exception cref="RefusedException">The file is missing, lacks a parameter or holds something that is no number.</exception>
    public static FormulationTable Load(string path, IReadOnlyList<Parameter> parameters, int mostRows = int.MaxValue,
        Func<string, bool>? ignored = null)
    {
        try
        {
            if (FormulationParquet.Is(path))
                return FormulationParquet.Load(path, parameters, mostRows, ignored);
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw Refusals.TooManyFormulations(path, Math.Min(mostRows, 1_000_000));
            return Parse(File.ReadAllText(path), path, parameters, mostRows, ignored);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a file of formulations", e);
        }
    }

    /// <summary>Reads CSV text; <paramref name="file"/> is what refusals call it.</summary>
    /// <exception cref="RefusedException">It lacks a parameter or holds something that is no number.</exception>
    public static FormulationTable Parse(string text, string file, IReadOnlyList<Parameter> parameters, int mostRows = int.MaxValue,
        Func<string, bool>? ignored = null)
    {
        using var lines = new CsvLines(text, file);
        if (lines.Next() is not { } first)
            throw Refusals.NoFormulations($"{file}:1", parameters);
        var header = new FormulationHeader($"{file}:{lines.Number}", first, parameters, ignored);
        var ids = new List<string>();
        var values = new List<double>();
        List<string>[] carried = [.. header.Carried.Select(_ => new List<string>())];
        while (lines.Next() is { } cells)
        {
            if (ids.Count == mostRows)
                throw Refusals.TooManyFormulations(file, mostRows);
            ids.Add(header.Id < 0 ? (ids.Count + 1).ToString(CultureInfo.InvariantCulture) : Text(cells, header.Id));
            foreach (FormulationHeader.Column column in header.Columns)
                values.Add(column.Index < 0 ? column.Parameter.Low : Cell(lines, cells, column, file));
            for (int j = 0; j < carried.Length; j++)
                carried[j].Add(Text(cells, header.Carried[j].Index));
        }

        return ids.Count > 0
            ? new FormulationTable
            {
                Ids = ids,
                Parameters = [.. values],
                Carried = [.. header.Carried.Select((column, j) => new CarriedColumn(column.Header, carried[j]))],
                Ignored = header.Ignored,
            }
            : throw Refusals.NoFormulations($"{file}:{lines.Number}", parameters);
    }

    static string Text(string[] cells, int index) => index < cells.Length ? cells[index] : "";

    static double Cell(CsvLines lines, string[] cells, FormulationHeader.Column column, string file)
    {
        string cell = Text(cells, column.Index), place = $"{file}:{lines.Number}";
        return InModelUnits(lines.NumberIn(cell) ?? throw Refusals.NotANumber(place, column.Header, cell), column, place);
    }

    /// <summary>A value of a column in the model's unit.</summary>
    /// <exception cref="RefusedException">The model does not hold there.</exception>
    internal static double InModelUnits(double given, FormulationHeader.Column column, string place)
    {
        double value = column.Unit.To(Unit.TryParse(column.Parameter.Unit)!, given);
        return value >= column.Parameter.DomainLow && value <= column.Parameter.DomainHigh
            ? value
            : throw Refusals.CellOutOfDomain(place, column.Parameter, value);
    }
}
