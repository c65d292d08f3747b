using Parquet;
using Parquet.Schema;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>Turns rows into the bytes of a shard. Equal rows give equal bytes.</summary>
sealed class ShardWriter
{
    readonly DatasetColumns columns;
    readonly ParquetOptions options;
    readonly MemoryStream bytes = new();

    public ShardWriter(Scenario scenario)
    {
        columns = new DatasetColumns(scenario);
        options = Options(columns.Curves);
    }

    /// <summary>
    /// Split bytes and Snappy: a sixth smaller than plain numbers at nearly the same speed, read by everything, and without a
    /// native library whose versions could give other bytes.
    /// </summary>
    public static ParquetOptions Options(IEnumerable<DataField> curves)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        foreach (DataField curve in curves)
            options.ColumnEncodingHints[curve.Name] = EncodingHint.ByteSplitStream;
        return options;
    }

    /// <summary>The file of <paramref name="shard"/>; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Write(Shard shard)
    {
        bytes.SetLength(0);
        WriteFile(shard).GetAwaiter().GetResult();
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    async Task WriteFile(Shard shard)
    {
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(columns.Schema, bytes, options).ConfigureAwait(false);
        writer.CustomMetadata = columns.Metadata;
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        int rows = shard.Rows;

        long[] row = [.. Enumerable.Range(0, rows).Select(i => shard.FirstRow + i)];
        await group.WriteAsync<long>(columns.Row, row).ConfigureAwait(false);

        double[] parameter = new double[rows];
        for (int j = 0; j < columns.Parameters.Count; j++)
        {
            Columns.Gather(shard.Parameters, columns.Parameters.Count, j, parameter);
            await group.WriteAsync<double>(columns.Parameters[j], parameter).ConfigureAwait(false);
        }

        int[] outcome = [.. shard.Outcomes.Select(value => (int)value)];
        await group.WriteAsync<int>(columns.Outcome, outcome).ConfigureAwait(false);

        float[] curve = new float[rows];
        for (int j = 0; j < columns.Curves.Count; j++)
        {
            Columns.Gather(shard.Curves, columns.Curves.Count, j, curve);
            await group.WriteAsync<float>(columns.Curves[j], curve).ConfigureAwait(false);
        }
        group.CompleteValidate();
    }
}
