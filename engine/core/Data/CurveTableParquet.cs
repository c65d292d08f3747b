using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Schema;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Data;

/// <summary>A table of curves as Parquet, with the curve columns of a data set: <c>Q_00</c> and so on, times in the metadata.</summary>
sealed class CurveTableParquet
{
    const int RowsPerGroup = 65_536;

    readonly CurveTable table;
    readonly DataField id = new DataField<string>("id", nullable: false);
    readonly DataField[] carried;
    readonly (DataField Field, IReadOnlyList<bool> Values)[] flags;
    readonly DataField[] parameters;
    readonly (DataField[] Fields, ReadOnlyMemory<float> Values)[] blocks;

    public CurveTableParquet(CurveTable table)
    {
        this.table = table;
        parameters = [.. table.Space.Parameters.Select(parameter => new DataField<double>(parameter.Name))];
        carried = [.. table.Carried.Select(column => new DataField<string>(column.Name, nullable: false))];
        flags = [.. table.Flags.Select(flag => ((DataField)new DataField<int>(flag.Column), flag.Values))];
        blocks = [.. table.Blocks.Select(block => (Fields(block.Suffix), block.Values))];
    }

    DataField[] Curves => [.. blocks.SelectMany(block => block.Fields)];

    public void Write(Stream stream, CancellationToken cancellation) => WriteFile(stream, cancellation).GetAwaiter().GetResult();

    async Task WriteFile(Stream stream, CancellationToken cancellation)
    {
        var schema = new ParquetSchema([id, .. carried, .. parameters, .. flags.Select(flag => flag.Field), .. Curves]);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, ShardWriter.Options(Curves))
            .ConfigureAwait(false);
        writer.CustomMetadata = Describe(table.Space).Concat(table.Provenance).ToDictionary();
        for (int first = 0; first < table.Rows; first += RowsPerGroup)
        {
            cancellation.ThrowIfCancellationRequested();
            await WriteGroup(writer, first, Math.Min(RowsPerGroup, table.Rows - first)).ConfigureAwait(false);
        }
    }

    async Task WriteGroup(ParquetWriter writer, int first, int rows)
    {
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        string[] ids = [.. table.Ids.Skip(first).Take(rows)];
        await group.WriteAsync(id, ids).ConfigureAwait(false);
        for (int j = 0; j < carried.Length; j++)
        {
            string[] texts = [.. table.Carried[j].Values.Skip(first).Take(rows)];
            await group.WriteAsync(carried[j], texts).ConfigureAwait(false);
        }
        await ShardWriter.WriteTable(group, parameters, table.Parameters.Slice(first * parameters.Length, rows * parameters.Length), rows)
            .ConfigureAwait(false);
        foreach (var (field, values) in flags)
        {
            int[] bits = [.. values.Skip(first).Take(rows).Select(value => value ? 1 : 0)];
            await group.WriteAsync<int>(field, bits).ConfigureAwait(false);
        }
        foreach (var (fields, values) in blocks)
            await ShardWriter.WriteTable(group, fields, values.Slice(first * fields.Length, rows * fields.Length), rows)
                .ConfigureAwait(false);
        group.CompleteValidate();
    }

    DataField[] Fields(string suffix) =>
        [.. DatasetColumns.CurveNames(table.Space.Outputs.Select(output => output with { Name = output.Name + suffix }),
        table.Space.Times.Count).Select(name => new DataField<float>(name))];

    static Dictionary<string, string> Describe(CurveSpace space) => new()
    {
        ["software"] = Manifest.ThisSoftware,
        ["model"] = space.Model,
        ["model_version"] = space.ModelVersion.ToString(CultureInfo.InvariantCulture),
        ["times"] = JsonSerializer.Serialize(space.Times),
        ["time_unit"] = space.TimeUnit,
        ["parameter_units"] = JsonSerializer.Serialize(space.Parameters.ToDictionary(p => p.Name, p => p.Unit)),
        ["output_units"] = JsonSerializer.Serialize(space.Outputs.ToDictionary(output => output.Name, output => output.Unit)),
    };
}
