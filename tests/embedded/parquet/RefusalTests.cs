using Parquet;
using Parquet.Schema;

namespace SurrogateEngine.Tests.Embedded;

public sealed class RefusalTests
{
    static readonly DataField A = new DataField<float>("a");
    static readonly DataField B = new DataField<double>("b");

    [Test]
    public async Task Columns_come_in_the_order_of_the_schema()
    {
        await using ParquetWriter writer = await Start();
        using ParquetRowGroupWriter group = writer.CreateRowGroup();

        var refusal = await Should.ThrowAsync<ArgumentException>(() => group.WriteAsync<double>(B, new double[1]));

        refusal.Message.ShouldContain("expected 'a'");
        await group.WriteAsync<float>(A, new float[1]);
        Should.Throw<InvalidOperationException>(group.CompleteValidate).Message.ShouldContain("b");
        await group.WriteAsync<double>(B, new double[1]);
        await Should.ThrowAsync<InvalidOperationException>(() => group.WriteAsync<double>(B, new double[1]));
    }

    [Test]
    public async Task Columns_of_a_row_group_are_equally_long()
    {
        await using ParquetWriter writer = await Start();
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        await group.WriteAsync<float>(A, new float[2]);

        await Should.ThrowAsync<InvalidOperationException>(() => group.WriteAsync<double>(B, new double[3]));
    }

    [Test]
    public async Task A_column_holds_its_own_type()
    {
        byte[] file = await SampleFile.Create(3).Write(CompressionMethod.None, EncodingHint.Default);
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        ParquetRowGroupReader group = reader.OpenRowGroupReader(0);

        await Should.ThrowAsync<ArgumentException>(async () => await group.ReadAsync<double>(reader.Schema.FindDataField("Q_00"), new double[3]));
        await Should.ThrowAsync<ArgumentException>(async () => await group.ReadAsync<float>(reader.Schema.FindDataField("Q_00"), new float[2]));
        await Should.ThrowAsync<ParquetException>(async () => await group.ReadAsync<float>(new ParquetSchema(new DataField<float>("z")).DataFields[0], new float[3]));
        Should.Throw<ArgumentException>(() => reader.Schema.FindDataField("z"));
    }

    [Test]
    public async Task A_file_cut_off_anywhere_is_refused()
    {
        byte[] file = await SampleFile.Create(3).Write(CompressionMethod.None, EncodingHint.Default);

        for (int length = 0; length < file.Length; length++)
            (await Reads(file[..length])).ShouldBeFalse($"cut off after {length} of {file.Length} bytes");
    }

    /// <summary>No damage may end in an index error, an endless loop or gigabytes of memory: a known exception or values.</summary>
    [Test]
    public async Task A_damaged_byte_never_breaks_the_reader([Values(CompressionMethod.None, CompressionMethod.Snappy)] CompressionMethod compression)
    {
        byte[] file = await SampleFile.Create(3).Write(compression, EncodingHint.ByteSplitStream);
        int refused = 0;

        for (int i = 0; i < file.Length; i++)
        {
            foreach (byte flip in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] damaged = [.. file];
                damaged[i] ^= flip;
                if (!await Reads(damaged))
                    refused++;
            }
        }

        refused.ShouldBeGreaterThan(0);
    }

    static async Task<bool> Reads(byte[] file)
    {
        try
        {
            await SampleFile.Read(file);
            return true;
        }
        catch (Exception e) when (e is IOException or ParquetException or NotSupportedException or ArgumentException { ParamName: "field" or "path" })
        {
            return false;
        }
    }

    static Task<ParquetWriter> Start() => ParquetWriter.CreateAsync(new ParquetSchema(A, B), new MemoryStream());
}
