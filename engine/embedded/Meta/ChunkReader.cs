using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Reads what a footer says of one column chunk.</summary>
internal static class ChunkReader
{
    public static ColumnChunk Read(ref CompactReader thrift)
    {
        int field = 0;
        ColumnChunk? chunk = null;
        while (thrift.NextField(ref field, out CompactType type))
        {
            if (field == 3 && type == CompactType.Struct)
                chunk = ReadMetaData(ref thrift);
            else
                thrift.Skip(type);
        }
        return chunk ?? throw new ParquetException("the Parquet metadata is damaged: a column chunk is not described");
    }

    static ColumnChunk ReadMetaData(ref CompactReader thrift)
    {
        int field = 0, physical = -1, codec = -1;
        long values = -1, uncompressed = -1, compressed = -1, offset = -1;
        string name = "";
        byte[]? min = null, max = null;
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 1: physical = thrift.I32(type); break;
                case 3: name = ReadPath(ref thrift, type); break;
                case 4: codec = thrift.I32(type); break;
                case 5: values = thrift.I64(type); break;
                case 6: uncompressed = thrift.I64(type); break;
                case 7: compressed = thrift.I64(type); break;
                case 9: offset = offset < 0 ? thrift.I64(type) : Math.Min(offset, thrift.I64(type)); break;
                case 11: offset = offset < 0 ? thrift.I64(type) : Math.Min(offset, thrift.I64(type)); break;
                case 12: (min, max) = ReadStatistics(ref thrift); break;
                default: thrift.Skip(type); break;
            }
        }
        if (values < 0 || compressed < 0 || offset < 0)
            throw new ParquetException($"the Parquet metadata is damaged: column '{name}' has no size or place");
        return new ColumnChunk
        {
            Name = name,
            Type = (PhysicalType)physical,
            Compression = (CompressionMethod)codec,
            Values = values,
            Offset = offset,
            CompressedSize = compressed,
            UncompressedSize = uncompressed,
            Min = min,
            Max = max,
        };
    }

    static string ReadPath(ref CompactReader thrift, CompactType type)
    {
        int count = thrift.BeginList(type, out CompactType element);
        string[] parts = new string[count];
        for (int i = 0; i < count; i++)
            parts[i] = thrift.Text(element);
        return string.Join('.', parts);
    }

    static (byte[]? Min, byte[]? Max) ReadStatistics(ref CompactReader thrift)
    {
        int field = 0;
        byte[]? min = null, max = null;
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 5: max = thrift.Binary(type).ToArray(); break;
                case 6: min = thrift.Binary(type).ToArray(); break;
                default: thrift.Skip(type); break;
            }
        }
        return (min, max);
    }
}
