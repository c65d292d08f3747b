using System.Globalization;
using CsvHelper;
using Parquet;
using Parquet.Schema;

namespace SurrogateEngine.Data;

/// <summary>Columns of numbers as a file for other programs: CSV or Parquet by the file's ending. NaN is a missing value, in CSV an empty
/// field.</summary>
/// <param name="columns">Names and values, all of one length.</param>
sealed class NumberTable(IReadOnlyList<(string Name, double[] Values)> columns)
{
    /// <summary>Hashes of what the numbers were made from, by name: comment lines of a CSV file, metadata of a Parquet file.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; init; } = new Dictionary<string, string>();

    /// <summary>Writes the table; whatever was in the file is replaced once the table is whole.</summary>
    /// <exception cref="RefusedException">The ending is not known or the file can't be written.</exception>
    public void Write(string path)
    {
        CurveTable.RequireKnownEnding(path);
        AtomicFile.Write(path, stream =>
        {
            if (path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
                WriteParquet(stream).GetAwaiter().GetResult();
            else
                WriteCsv(stream);
        });
    }

    void WriteCsv(Stream stream)
    {
        CsvComments.Write(stream, Provenance);
        using CsvWriter csv = CsvWriter.Create(stream, new CsvWriterOptions
        {
            NewLine = "\n",
            FormatProvider = CultureInfo.InvariantCulture
        }, leaveOpen: true);
        csv.WriteRecord([.. columns.Select(column => column.Name)]);
        for (int row = 0; row < columns[0].Values.Length; row++)
        {
            foreach ((_, double[] values) in columns)
            {
                if (double.IsNaN(values[row]))
                    csv.WriteField("");
                else
                    csv.WriteField(values[row], default(ReadOnlySpan<char>));
            }

            csv.EndRecord();
        }
    }

    async Task WriteParquet(Stream stream)
    {
        DataField[] fields = [.. columns.Select(column => new DataField<double>(column.Name))];
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream).ConfigureAwait(false);
        writer.CustomMetadata = Provenance.ToDictionary();
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++)
            await group.WriteAsync<double>(fields[i], columns[i].Values).ConfigureAwait(false);
        group.CompleteValidate();
    }
}
