using Parquet;
using Parquet.Schema;

namespace SurrogateEngine.Tests.Engine.Core.Data;

/// <summary>Parquet files as other tools write them.</summary>
static class ParquetSample
{
    /// <summary>One row group with these columns, each of its array's type.</summary>
    public static async Task Write(string path, params (string Name, Array Values)[] columns)
    {
        DataField[] fields = [.. columns.Select(column => new DataField(column.Name, column.Values.GetType().GetElementType()!))];
        await using FileStream stream = File.Create(path);
        await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream);
        using ParquetRowGroupWriter group = writer.CreateRowGroup();
        for (int i = 0; i < fields.Length; i++)
        {
            Task written = columns[i].Values switch
            {
                double[] v => group.WriteAsync<double>(fields[i], v),
                double?[] v => group.WriteAsync<double>(fields[i], v),
                float[] v => group.WriteAsync<float>(fields[i], v),
                long[] v => group.WriteAsync<long>(fields[i], v),
                int?[] v => group.WriteAsync<int>(fields[i], v),
                bool[] v => group.WriteAsync<bool>(fields[i], v),
                DateTime[] v => group.WriteAsync<DateTime>(fields[i], v),
                string[] v => group.WriteAsync(fields[i], v),
                byte[][] v => group.WriteAsync(fields[i], v),
                _ => throw new ArgumentException(path),
            };
            await written;
        }
    }

    /// <summary>A column of numbers of the first row group.</summary>
    public static async Task<double[]> Read(string path, string column)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        double[] values = new double[group.RowCount];
        await group.ReadAsync<double>(reader.Schema.FindDataField(column), values);
        return values;
    }
}
