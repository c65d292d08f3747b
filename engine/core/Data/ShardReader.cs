using System.Security.Cryptography;
using Parquet;
using Parquet.Schema;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>Reads shards of one data set, each checked against the hash in the manifest.</summary>
sealed class ShardReader(Scenario scenario, string folder)
{
    readonly DatasetColumns columns = new(scenario);

    /// <exception cref="RefusedException">The shard is missing or is not the file that the manifest names.</exception>
    public Shard Read(ShardEntry entry)
    {
        string path = Path.Combine(folder, entry.File);
        byte[] bytes = ReadIntact(path, entry);
        try
        {
            return Parse(bytes, entry).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or ParquetException or ArgumentException or NotSupportedException)
        {
            throw Refusals.ShardDamaged(path, e.Message);
        }
    }

    /// <summary>Whether the file is there and is the one that the manifest names.</summary>
    public bool IsIntact(ShardEntry entry)
    {
        try
        {
            ReadIntact(Path.Combine(folder, entry.File), entry);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    /// <exception cref="RefusedException">The shard is missing or is not the file that the manifest names.</exception>
    public void Check(ShardEntry entry) => ReadIntact(Path.Combine(folder, entry.File), entry);

    static byte[] ReadIntact(string path, ShardEntry entry)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            throw Refusals.ShardMissing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a shard", e);
        }
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == entry.Sha256
            ? bytes
            : throw Refusals.ShardDamaged(path, "its hash is not the one in the manifest");
    }

    async Task<Shard> Parse(byte[] bytes, ShardEntry entry)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(bytes)).ConfigureAwait(false);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        int rows = (int)group.RowCount;
        if (reader.RowGroupCount != 1 || rows != entry.Rows)
            throw new ParquetException($"it has {rows} rows where the manifest has {entry.Rows}");

        int[] outcomes = new int[rows];
        await group.ReadAsync<int>(Find(reader, columns.Outcome), outcomes).ConfigureAwait(false);
        double[] parameters = await ReadTable<double>(reader, group, columns.Parameters, rows).ConfigureAwait(false);
        float[] curves = await ReadTable<float>(reader, group, columns.Curves, rows).ConfigureAwait(false);
        return new Shard(entry.FirstRow, parameters, curves, [.. outcomes.Select(value => (Outcome)value)]);
    }

    static async Task<T[]> ReadTable<T>(ParquetReader reader, ParquetRowGroupReader group, IReadOnlyList<DataField> fields, int rows)
        where T : struct
    {
        var table = new T[(long)rows * fields.Count];
        var column = new T[rows];
        for (int j = 0; j < fields.Count; j++)
        {
            await group.ReadAsync<T>(Find(reader, fields[j]), column).ConfigureAwait(false);
            Columns.Scatter(column, fields.Count, j, table);
        }
        return table;
    }

    static DataField Find(ParquetReader reader, DataField field) => reader.Schema.FindDataField(field.Name);
}
