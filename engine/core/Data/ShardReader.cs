using System.Security.Cryptography;
using Parquet;
using Parquet.Schema;
using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine.Data;

/// <summary>Reads shards of one data set, each checked against the hash in the manifest.</summary>
sealed class ShardReader(Scenario scenario, string folder)
{
    // A hash is taken in small pieces; this many bytes are fetched at once.
    const int BufferSize = 1 << 17;

    readonly DatasetColumns columns = new(scenario);

    /// <summary>All rows of a shard.</summary>
    /// <exception cref="RefusedException">The shard is missing or is not the file that the manifest names.</exception>
    public Shard Read(ShardEntry entry)
    {
        double[] parameters = new double[(long)entry.Rows * columns.Parameters.Count];
        float[] curves = new float[(long)entry.Rows * columns.Curves.Count];
        var outcomes = new Outcome[entry.Rows];
        Read(entry, parameters, curves, read =>
        {
            read.CopyTo(outcomes, 0);
            return [.. Enumerable.Range(0, read.Length)];
        });
        return new Shard(entry.FirstRow, parameters, curves, outcomes);
    }

    /// <summary>Those rows of a shard whose trajectory reached its end. Several shards may be read at once.</summary>
    /// <param name="entry">The shard.</param>
    /// <param name="parameters">Gets their parameters, row-major, shape [finished rows, parameters].</param>
    /// <param name="curves">Gets their curves, row-major, shape [finished rows, outputs, times].</param>
    /// <exception cref="RefusedException">The shard is missing or is not the file that the manifest names.</exception>
    public void ReadFinished(ShardEntry entry, Memory<double> parameters, Memory<float> curves) =>
        Read(entry, parameters, curves, outcomes =>
            [.. Enumerable.Range(0, outcomes.Length).Where(row => outcomes[row] == Outcome.Finished)]);

    /// <summary>Whether the file is there and is the one that the manifest names.</summary>
    public bool IsIntact(ShardEntry entry)
    {
        try
        {
            Check(entry);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    /// <exception cref="RefusedException">The shard is missing or is not the file that the manifest names.</exception>
    public void Check(ShardEntry entry) => OpenIntact(Path.Combine(folder, entry.File), entry).Dispose();

    void Read(ShardEntry entry, Memory<double> parameters, Memory<float> curves, Func<Outcome[], int[]> choose)
    {
        string path = Path.Combine(folder, entry.File);
        using FileStream file = OpenIntact(path, entry);
        try
        {
            Parse(file, entry, parameters, curves, choose).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or ParquetException or ArgumentException or NotSupportedException)
        {
            throw Refusals.ShardDamaged(path, e.Message);
        }
    }

    static FileStream OpenIntact(string path, ShardEntry entry)
    {
        FileStream file = Open(path);
        try
        {
            if (Convert.ToHexStringLower(SHA256.HashData(file)) != entry.Sha256)
                throw Refusals.ShardDamaged(path, "its hash is not the one in the manifest");
            file.Position = 0;
            return file;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is IOException)
                throw Refusals.CannotRead(path, "a shard", e);
            throw;
        }
    }

    static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize);
        }
        catch (FileNotFoundException)
        {
            throw Refusals.ShardMissing(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a shard", e);
        }
    }

    async Task Parse(Stream file, ShardEntry entry, Memory<double> parameters, Memory<float> curves, Func<Outcome[], int[]> choose)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(file).ConfigureAwait(false);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        int rows = (int)group.RowCount;
        if (reader.RowGroupCount != 1 || rows != entry.Rows)
            throw new ParquetException($"it has {rows} rows where the manifest has {entry.Rows}");

        int[] outcomes = new int[rows];
        await group.ReadAsync<int>(Find(reader, columns.Outcome), outcomes).ConfigureAwait(false);
        int[] kept = choose([.. outcomes.Select(value => (Outcome)value)]);
        if ((long)kept.Length * columns.Curves.Count != curves.Length)
            throw new ParquetException($"{kept.Length} of its rows are finished, which is not what the manifest says");
        await ReadTable(reader, group, columns.Parameters, kept, parameters).ConfigureAwait(false);
        await ReadTable(reader, group, columns.Curves, kept, curves).ConfigureAwait(false);
    }

    static async Task ReadTable<T>(ParquetReader reader, ParquetRowGroupReader group, IReadOnlyList<DataField> fields, int[] kept,
        Memory<T> table)
        where T : struct
    {
        int rows = (int)group.RowCount;
        int atOnce = Columns.AtOnce(rows);
        var block = new T[rows * atOnce];
        for (int first = 0; first < fields.Count; first += atOnce)
        {
            int count = Math.Min(atOnce, fields.Count - first);
            for (int j = 0; j < count; j++)
                await group.ReadAsync<T>(Find(reader, fields[first + j]), block.AsMemory(j * rows, rows)).ConfigureAwait(false);
            Columns.Scatter(block.AsSpan(0, count * rows), rows, kept, fields.Count, first, table.Span);
        }
    }

    static DataField Find(ParquetReader reader, DataField field) => reader.Schema.FindDataField(field.Name);
}
