using System.Globalization;
using System.Text.Json;
using Parquet;

namespace SurrogateEngine.Tests.Embedded;

/// <summary>Our files, read by programs that know nothing of us: DuckDB (C++) and hyparquet (JavaScript).</summary>
public sealed class IndependentReaderTests
{
    const int Rows = 3000;

    [Test]
    public Task DuckDB_reads_what_we_wrote() =>
        Check("duckdb", "@duckdb/node-api", [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip]);

    [Test]
    public Task Hyparquet_reads_what_we_wrote() =>
        Check("hyparquet", "hyparquet", [CompressionMethod.None, CompressionMethod.Snappy]);

    /// <summary>Writes a file for every pair of codec and encoding, and has one run of the reader read them all.</summary>
    static async Task Check(string reader, string package, CompressionMethod[] compressions)
    {
        IndependentReader independent = IndependentReader.Require(reader, package);
        SampleFile written = SampleFile.Create(Rows);
        string folder = Directory.CreateTempSubdirectory("surrogate-").FullName;
        try
        {
            var files = new List<string>();
            foreach (CompressionMethod compression in compressions)
            {
                foreach (EncodingHint encoding in new[] { EncodingHint.Default, EncodingHint.ByteSplitStream })
                {
                    files.Add(Path.Combine(folder, $"{compression}-{encoding}.parquet"));
                    await File.WriteAllBytesAsync(files[^1], await written.Write(compression, encoding));
                }
            }
            using JsonDocument read = independent.Read(files);
            read.RootElement.GetArrayLength().ShouldBe(files.Count);
            foreach (JsonElement file in read.RootElement.EnumerateArray())
                Compare(file, written);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Compare(JsonElement read, SampleFile written)
    {
        read.GetProperty("metadata").GetProperty("unit").GetString().ShouldBe("µg");
        JsonElement columns = read.GetProperty("columns");
        Column(columns, "id").ShouldBe(Twice(written.Id.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        Numbers(columns, "code").ShouldBe(Twice(written.Code.Select(code => (double)code)));
        Numbers(columns, "Q_00").ShouldBe(Twice(written.Curve.Select(value => (double)value)));
        Numbers(columns, "k").ShouldBe(Twice(written.Rate));
        Column(columns, "name").ShouldBe(Twice(written.Name));
    }

    static IEnumerable<T> Twice<T>(IEnumerable<T> values) => Enumerable.Repeat(values, SampleFile.RowGroups).SelectMany(group => group);

    static IEnumerable<string> Column(JsonElement columns, string name) => columns.GetProperty(name).EnumerateArray().Select(value => value.ToString());

    static IEnumerable<double> Numbers(JsonElement columns, string name) =>
        Column(columns, name).Select(text => double.Parse(text, CultureInfo.InvariantCulture));
}
