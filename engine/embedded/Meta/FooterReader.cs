using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Reads the footer of a file. Field numbers are those of parquet.thrift.</summary>
internal static class FooterReader
{
    const int Required = 0, Optional = 1;

    /// <exception cref="ParquetException">The bytes are no footer.</exception>
    /// <exception cref="NotSupportedException">The file holds what this stand-in does not read.</exception>
    public static FileMetaData Read(ReadOnlySpan<byte> bytes)
    {
        var thrift = new CompactReader(bytes);
        List<DataField>? fields = null;
        List<RowGroup>? groups = null;
        Dictionary<string, string> custom = [];
        int field = 0;
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 2: fields = ReadSchema(ref thrift, type); break;
                case 4: groups = ReadRowGroups(ref thrift, type); break;
                case 5: ReadCustomMetadata(ref thrift, type, custom); break;
                default: thrift.Skip(type); break;
            }
        }
        if (fields is not { Count: > 0 } || groups is null)
            throw new ParquetException("the Parquet metadata is damaged: schema or row groups are missing");
        var file = new FileMetaData(new ParquetSchema(fields)) { CustomMetadata = custom };
        file.RowGroups.AddRange(groups);
        return file;
    }

    static List<DataField> ReadSchema(ref CompactReader thrift, CompactType type)
    {
        int count = BeginStructs(ref thrift, type);
        var fields = new List<DataField>();
        for (int i = 0; i < count; i++)
        {
            DataField? field = ReadSchemaElement(ref thrift, isRoot: i == 0);
            if (field is not null)
                fields.Add(field);
        }
        return fields;
    }

    static DataField? ReadSchemaElement(ref CompactReader thrift, bool isRoot)
    {
        int field = 0, physical = -1, repetition = Required, children = 0;
        string name = "";
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 1: physical = thrift.I32(type); break;
                case 3: repetition = thrift.I32(type); break;
                case 4: name = thrift.Text(type); break;
                case 5: children = thrift.I32(type); break;
                default: thrift.Skip(type); break;
            }
        }
        if (isRoot)
            return null;
        if (children > 0 || repetition is not (Required or Optional))
            throw new NotSupportedException($"column '{name}' is nested or repeated, which this stand-in does not read");
        return new DataField(name, ColumnType.Of((PhysicalType)physical, name), repetition == Optional);
    }

    static List<RowGroup> ReadRowGroups(ref CompactReader thrift, CompactType type)
    {
        int count = BeginStructs(ref thrift, type);
        var groups = new List<RowGroup>();
        for (int i = 0; i < count; i++)
            groups.Add(ReadRowGroup(ref thrift));
        return groups;
    }

    static RowGroup ReadRowGroup(ref CompactReader thrift)
    {
        int field = 0;
        long rows = -1;
        var chunks = new List<ColumnChunk>();
        while (thrift.NextField(ref field, out CompactType type))
        {
            switch (field)
            {
                case 1:
                    int count = BeginStructs(ref thrift, type);
                    for (int i = 0; i < count; i++)
                        chunks.Add(ChunkReader.Read(ref thrift));
                    break;
                case 3: rows = thrift.I64(type); break;
                default: thrift.Skip(type); break;
            }
        }
        return rows < 0 ? throw new ParquetException("the Parquet metadata is damaged: a row group has no row count") : new(rows, chunks);
    }

    static void ReadCustomMetadata(ref CompactReader thrift, CompactType type, Dictionary<string, string> pairs)
    {
        int count = BeginStructs(ref thrift, type);
        for (int i = 0; i < count; i++)
        {
            int field = 0;
            string key = "", value = "";
            while (thrift.NextField(ref field, out CompactType part))
            {
                switch (field)
                {
                    case 1: key = thrift.Text(part); break;
                    case 2: value = thrift.Text(part); break;
                    default: thrift.Skip(part); break;
                }
            }
            pairs[key] = value;
        }
    }

    static int BeginStructs(ref CompactReader thrift, CompactType type)
    {
        int count = thrift.BeginList(type, out CompactType element);
        return element == CompactType.Struct || count == 0
            ? count
            : throw new ParquetException("the Parquet metadata is damaged: a list of structs was expected");
    }
}
