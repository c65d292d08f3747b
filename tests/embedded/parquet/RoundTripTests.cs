using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace SurrogateEngine.Tests.Embedded;

public sealed class RoundTripTests
{
    [Test]
    public async Task Every_type_survives_every_codec_and_encoding(
        [Values(CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd)] CompressionMethod compression,
        [Values(EncodingHint.Default, EncodingHint.ByteSplitStream)] EncodingHint encoding,
        [Values(1, 9, 5000)] int rows)
    {
        RequireZstd(compression);
        SampleFile written = SampleFile.Create(rows);

        SampleFile read = await SampleFile.Read(await written.Write(compression, encoding));

        read.ShouldEqual(written);
    }

    [Test]
    public async Task Equal_calls_give_equal_bytes([Values(CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip)] CompressionMethod compression)
    {
        SampleFile table = SampleFile.Create(1000);

        byte[] first = await table.Write(compression, EncodingHint.ByteSplitStream);
        byte[] second = await table.Write(compression, EncodingHint.ByteSplitStream);

        second.ShouldBe(first);
    }

    [Test]
    public async Task A_compressed_file_of_repeating_values_is_smaller(
        [Values(CompressionMethod.Snappy, CompressionMethod.Gzip)] CompressionMethod compression)
    {
        var table = SampleFile.Create(5000) with { Curve = new float[5000], Rate = new double[5000] };

        byte[] plain = await table.Write(CompressionMethod.None, EncodingHint.Default);
        byte[] packed = await table.Write(compression, EncodingHint.Default);

        packed.Length.ShouldBeLessThan(plain.Length / 2);
        (await SampleFile.Read(packed)).ShouldEqual(table);
    }

    [Test]
    public async Task The_footer_keeps_schema_metadata_and_row_counts()
    {
        byte[] file = await SampleFile.Create(12).Write(CompressionMethod.None, EncodingHint.Default);

        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));

        reader.Schema.DataFields.Select(field => field.Name).ShouldBe(["id", "code", "Q_00", "k", "name"]);
        reader.Schema.DataFields.ShouldAllBe(field => !field.IsNullable);
        reader.CustomMetadata["times"].ShouldBe("[0.001, 30]");
        reader.CustomMetadata["unit"].ShouldBe("µg");
        reader.RowGroups.Select(group => group.RowCount).ShouldBe([12, 12]);
        reader.OpenRowGroupReader(0).ColumnExists(SampleFile.RateField).ShouldBeTrue();
        reader.OpenRowGroupReader(0).ColumnExists(new DataField<float>("nowhere")).ShouldBeFalse();
    }

    [Test]
    public async Task Statistics_leave_NaN_out()
    {
        byte[] file = await SampleFile.Create(1000).Write(CompressionMethod.None, EncodingHint.Default);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));

        DataColumnStatistics curve = reader.OpenRowGroupReader(0).GetStatistics(reader.Schema.FindDataField("Q_00"))!;
        DataColumnStatistics id = reader.OpenRowGroupReader(0).GetStatistics(reader.Schema.FindDataField("id"))!;

        curve.MinValue.ShouldBe(float.NegativeInfinity);
        curve.MaxValue.ShouldBe(float.PositiveInfinity);
        id.MinValue.ShouldBe(long.MinValue);
        id.MaxValue.ShouldBe(long.MaxValue);
    }

    [Test]
    public async Task Many_columns_need_the_long_form_of_lists()
    {
        var fields = Enumerable.Range(0, 200).Select(j => new DataField<float>($"Q_{j}")).ToArray();
        var bytes = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), bytes, new() { CompressionMethod = CompressionMethod.None }))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (var (j, field) in fields.Index())
                await group.WriteAsync<float>(field, new float[] { j, -j });
        }

        await using ParquetReader reader = await ParquetReader.CreateAsync(bytes);
        float[] last = new float[2];
        await reader.OpenRowGroupReader(0).ReadAsync<float>(reader.Schema.FindDataField("Q_199"), last);

        last.ShouldBe([199f, -199f]);
    }

    static void RequireZstd(CompressionMethod compression)
    {
        if (compression == CompressionMethod.Zstd && !System.Runtime.InteropServices.NativeLibrary.TryLoad("libzstd.so.1", out _))
            Assert.Ignore("this machine has no libzstd.so.1");
    }
}
