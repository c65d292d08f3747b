using Parquet;
using Parquet.Schema;

namespace SurrogateEngine.Tests.Embedded;

/// <summary>A table of every column type with awkward values, written through the Parquet.Net API.</summary>
internal sealed record SampleFile(long[] Id, int[] Code, float[] Curve, double[] Rate, string[] Name)
{
    public const int RowGroups = 2;

    public static DataField IdField { get; } = new DataField<long>("id");
    public static DataField CodeField { get; } = new DataField<int>("code");
    public static DataField CurveField { get; } = new DataField<float>("Q_00");
    public static DataField RateField { get; } = new DataField<double>("k");
    public static DataField NameField { get; } = new DataField<string>("name", false);

    public static ParquetSchema Schema { get; } = new(IdField, CodeField, CurveField, RateField, NameField);

    public static SampleFile Create(int rows)
    {
        float[] awkward = [0f, -0f, 1f, -1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, float.MaxValue];
        string[] names = ["PLGA 50:50", "", "Größe, µm", "微粒", "a\"b\n", new string('x', 300)];
        var random = new Random(7);
        return new(
            [.. Enumerable.Range(0, rows).Select(i => i == 0 ? long.MinValue : i == 1 ? long.MaxValue : i)],
            [.. Enumerable.Range(0, rows).Select(i => i == 0 ? int.MinValue : i % 5)],
            [.. Enumerable.Range(0, rows).Select(i => i < awkward.Length ? awkward[i] : random.NextSingle())],
            [.. Enumerable.Range(0, rows).Select(i => i < awkward.Length ? awkward[i] : random.NextDouble())],
            [.. Enumerable.Range(0, rows).Select(i => names[i % names.Length])]);
    }

    /// <summary>The file's bytes: the table once in each row group.</summary>
    public async Task<byte[]> Write(CompressionMethod compression, EncodingHint encoding)
    {
        var options = new ParquetOptions { CompressionMethod = compression, CompressionLevel = System.IO.Compression.CompressionLevel.Fastest };
        options.ColumnEncodingHints["Q_00"] = encoding;
        options.ColumnEncodingHints["k"] = encoding;
        var bytes = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(Schema, bytes, options))
        {
            writer.CustomMetadata = new Dictionary<string, string> { ["times"] = "[0.001, 30]", ["unit"] = "µg" };
            for (int i = 0; i < RowGroups; i++)
                await WriteRowGroup(writer);
        }
        return bytes.ToArray();
    }

    async Task WriteRowGroup(ParquetWriter writer)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<long>(IdField, Id);
        await group.WriteAsync<int>(CodeField, Code);
        await group.WriteAsync<float>(CurveField, Curve);
        await group.WriteAsync<double>(RateField, Rate);
        await group.WriteAsync(NameField, Name);
        group.CompleteValidate();
    }

    /// <summary>Reads every column of every row group; the last one's is returned.</summary>
    public static async Task<SampleFile> Read(byte[] file)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        SampleFile table = Create(0);
        for (int i = 0; i < reader.RowGroupCount; i++)
            table = await ReadRowGroup(reader.OpenRowGroupReader(i), reader.Schema);
        return table;
    }

    static async Task<SampleFile> ReadRowGroup(ParquetRowGroupReader group, ParquetSchema schema)
    {
        int rows = (int)group.RowCount;
        var table = new SampleFile(new long[rows], new int[rows], new float[rows], new double[rows], new string[rows]);
        await group.ReadAsync(schema.FindDataField("name"), table.Name.AsMemory()!);
        await group.ReadAsync<double>(schema.FindDataField("k"), table.Rate);
        await group.ReadAsync<float>(schema.FindDataField("Q_00"), table.Curve);
        await group.ReadAsync<int>(schema.FindDataField("code"), table.Code);
        await group.ReadAsync<long>(schema.FindDataField("id"), table.Id);
        return table;
    }

    public void ShouldEqual(SampleFile other)
    {
        Id.ShouldBe(other.Id);
        Code.ShouldBe(other.Code);
        Curve.Select(BitConverter.SingleToUInt32Bits).ShouldBe(other.Curve.Select(BitConverter.SingleToUInt32Bits));
        Rate.Select(BitConverter.DoubleToUInt64Bits).ShouldBe(other.Rate.Select(BitConverter.DoubleToUInt64Bits));
        Name.ShouldBe(other.Name);
    }
}
