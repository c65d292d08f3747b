using System.Globalization;
using CsvHelper;
using SurrogateEngine.Kernels;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>
/// A table of curves as CSV. Hashes stand in comment lines before the header, units and times in the header: <c>R [nm]</c>, <c>Q@0.5d</c>.
/// Numbers are
/// the
/// shortest text that reads back as the same number; a missing value is an empty field.
/// </summary>
static class CurveTableCsv
{
    public static void Write(CurveTable table, Stream stream, CancellationToken cancellation)
    {
        CsvComments.Write(stream, table.Provenance);
        var options = new CsvWriterOptions { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture };
        using CsvWriter csv = CsvWriter.Create(stream, options, leaveOpen: true);
        csv.WriteRecord(Header(table));
        for (int row = 0; row < table.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteRow(csv, table, row);
        }
    }

    static string[] Header(CurveTable table)
    {
        string[] times = Times(table.Space);
        return
        [
            "id",
            .. table.Carried.Select(column => column.Name),
            .. table.Space.Parameters.Select(Header),
            .. table.Flags.Select(flag => flag.Column),
            .. table.Blocks.SelectMany(block =>
                table.Space.Outputs.SelectMany(output =>
                    times.Select(time => $"{output.Name}{block.Suffix}@{time}{table.Space.TimeUnit}"))),
        ];
    }

    /// <summary>As tables of formulations have it, so that this one can be read as such.</summary>
    static string Header(Parameter parameter) => parameter.Unit.Length == 0 ? parameter.Name : $"{parameter.Name} [{parameter.Unit}]";

    static void WriteRow(CsvWriter csv, CurveTable table, int row)
    {
        int inputs = table.Space.Parameters.Count, points = table.Space.Points;
        csv.WriteField(table.Ids[row]);
        foreach (CarriedColumn column in table.Carried)
            csv.WriteField(column.Values[row]);
        foreach (double value in table.Parameters.Span.Slice(row * inputs, inputs))
            csv.WriteField(value, default(ReadOnlySpan<char>));
        foreach (var (_, values) in table.Flags)
            csv.WriteField(values[row] ? "1" : "0");
        foreach (var (_, values) in table.Blocks)
            WriteValues(csv, values.Span.Slice(row * points, points));
        csv.EndRecord();
    }

    static void WriteValues(CsvWriter csv, ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsNaN(value))
                csv.WriteField("");
            else
                csv.WriteField(value, default(ReadOnlySpan<char>));
        }
    }

    /// <summary>Times in single precision, which is shorter, unless two of them would look alike.</summary>
    static string[] Times(CurveSpace space)
    {
        string[] brief = [.. space.Times.Select(time => ((float)time).ToString("R", CultureInfo.InvariantCulture))];
        return brief.Distinct().Count() == brief.Length
            ? brief
            : [.. space.Times.Select(time => time.ToString("R", CultureInfo.InvariantCulture))];
    }
}
