using System.Globalization;
using CsvHelper;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// Formulations from a CSV file: one a line, one column a parameter, units in the header where they are not the law's
/// (<c>R_um</c> or <c>R [um]</c>). A column <c>id</c> names the formulations; without one they are numbered from 1.
/// A parameter that holds one value needs no column.
/// </summary>
public sealed record FormulationTable
{
    /// <summary>What the file calls each formulation, shape [rows].</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Row-major, shape [rows, parameters], in the law's units and order.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>Number of formulations.</summary>
    public int Rows => Ids.Count;

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <param name="path">A CSV file; comma, semicolon or tab.</param>
    /// <param name="parameters">Parameters wanted, in their order; Low = High marks one that may be left out.</param>
    /// <exception cref="RefusedException">The file is missing, lacks a parameter or holds something that is no number.</exception>
    public static FormulationTable Load(string path, IReadOnlyList<Parameter> parameters)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, parameters);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a CSV file of formulations", e);
        }
    }

    /// <summary>Reads CSV text; <paramref name="file"/> is what refusals call it.</summary>
    /// <exception cref="RefusedException">It lacks a parameter or holds something that is no number.</exception>
    public static FormulationTable Parse(string text, string file, IReadOnlyList<Parameter> parameters)
    {
        using CsvReader csv = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = SeparatorOf(text),
            CommentPrefix = '#',
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
        });
        if (!csv.Read())
            throw Refusals.NoFormulations(file, 1, parameters);
        var header = new FormulationHeader(file, csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)], parameters);
        var ids = new List<string>();
        var values = new List<double>();
        while (csv.Read())
        {
            ids.Add(header.Id < 0 ? (ids.Count + 1).ToString(CultureInfo.InvariantCulture) : csv.FieldCount > header.Id ? csv.GetString(header.Id) : "");
            foreach (FormulationHeader.Column column in header.Columns)
                values.Add(column.Index < 0 ? column.Parameter.Low : Cell(csv, column, file));
        }

        return ids.Count > 0
            ? new FormulationTable { Ids = ids, Parameters = [.. values] }
            : throw Refusals.NoFormulations(file, csv.LineNumber, parameters);
    }

    static double Cell(CsvReader csv, FormulationHeader.Column column, string file)
    {
        string cell = column.Index < csv.FieldCount ? csv.GetString(column.Index) : "";
        string number = csv.Separator == ',' || cell.Contains('.') ? cell : cell.Replace(',', '.');
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
            throw Refusals.NotANumber(file, csv.LineNumber, column.Header, cell);
        value = column.Unit.To(Unit.TryParse(column.Parameter.Unit)!, value);
        return value >= column.Parameter.DomainLow && value <= column.Parameter.DomainHigh
            ? value
            : throw Refusals.CellOutOfDomain(file, csv.LineNumber, column.Parameter, value);
    }

    /// <summary>Tab, semicolon or comma, whichever the first line that says something holds.</summary>
    static char SeparatorOf(string text)
    {
        string line = text.Split('\n').FirstOrDefault(line => line.Trim().Length > 0 && line[0] != '#') ?? "";
        return line.Contains('\t') ? '\t' : line.Contains(';') ? ';' : ',';
    }
}
