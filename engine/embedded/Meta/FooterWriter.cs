using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Turns a file's metadata into the bytes of its footer. Field numbers are those of parquet.thrift.</summary>
internal static class FooterWriter
{
    const string CreatedBy = "SurrogateEngine stand-in for Parquet.Net 6.1.0";
    const int FormatVersion = 1;
    const int Required = 0;
    const int Utf8 = 0;

    public static ReadOnlyMemory<byte> Write(FileMetaData file)
    {
        DataField[] fields = file.Schema.DataFields;
        var thrift = new CompactWriter();
        thrift.BeginStruct();
        thrift.I32(1, FormatVersion);
        WriteSchema(thrift, fields);
        thrift.I64(3, file.RowGroups.Sum(group => group.Rows));
        thrift.BeginList(4, file.RowGroups.Count, CompactType.Struct);
        foreach (RowGroup group in file.RowGroups)
            WriteRowGroup(thrift, group);
        WriteCustomMetadata(thrift, file.CustomMetadata);
        thrift.Text(6, CreatedBy);
        WriteColumnOrders(thrift, fields.Length);
        thrift.EndStruct();
        return thrift.Written;
    }

    static void WriteSchema(CompactWriter thrift, DataField[] fields)
    {
        thrift.BeginList(2, fields.Length + 1, CompactType.Struct);
        thrift.BeginStruct();
        thrift.Text(4, "root");
        thrift.I32(5, fields.Length);
        thrift.EndStruct();
        foreach (DataField field in fields)
        {
            thrift.BeginStruct();
            thrift.I32(1, (int)field.Physical);
            thrift.I32(3, Required);
            thrift.Text(4, field.Name);
            if (field.Physical == PhysicalType.ByteArray)
                WriteTextAnnotation(thrift);
            thrift.EndStruct();
        }
    }

    /// <summary>Says twice that bytes are text: for old readers and for new ones.</summary>
    static void WriteTextAnnotation(CompactWriter thrift)
    {
        thrift.I32(6, Utf8);
        thrift.BeginStruct(10);
        thrift.BeginStruct(1);
        thrift.EndStruct();
        thrift.EndStruct();
    }

    static void WriteRowGroup(CompactWriter thrift, RowGroup group)
    {
        thrift.BeginStruct();
        thrift.BeginList(1, group.Columns.Count, CompactType.Struct);
        foreach (ColumnChunk chunk in group.Columns)
            WriteChunk(thrift, chunk);
        thrift.I64(2, group.Columns.Sum(chunk => chunk.UncompressedSize));
        thrift.I64(3, group.Rows);
        thrift.I64(6, group.Columns.Sum(chunk => chunk.CompressedSize));
        thrift.EndStruct();
    }

    static void WriteChunk(CompactWriter thrift, ColumnChunk chunk)
    {
        thrift.BeginStruct();
        thrift.I64(2, 0);
        thrift.BeginStruct(3);
        thrift.I32(1, (int)chunk.Type);
        thrift.BeginList(2, 2, CompactType.I32);
        thrift.Element((int)chunk.Encoding);
        thrift.Element((int)PageEncoding.RunLength);
        thrift.BeginList(3, 1, CompactType.Binary);
        thrift.Element(chunk.Name);
        thrift.I32(4, (int)chunk.Compression);
        thrift.I64(5, chunk.Values);
        thrift.I64(6, chunk.UncompressedSize);
        thrift.I64(7, chunk.CompressedSize);
        thrift.I64(9, chunk.Offset);
        WriteStatistics(thrift, chunk);
        thrift.EndStruct();
        thrift.EndStruct();
    }

    static void WriteStatistics(CompactWriter thrift, ColumnChunk chunk)
    {
        thrift.BeginStruct(12);
        thrift.I64(3, 0); // a required column has no missing value
        if (chunk.Max is not null && chunk.Min is not null)
        {
            thrift.Binary(5, chunk.Max);
            thrift.Binary(6, chunk.Min);
        }
        thrift.EndStruct();
    }

    static void WriteCustomMetadata(CompactWriter thrift, Dictionary<string, string> pairs)
    {
        if (pairs.Count == 0)
            return;
        thrift.BeginList(5, pairs.Count, CompactType.Struct);
        foreach ((string key, string value) in pairs)
        {
            thrift.BeginStruct();
            thrift.Text(1, key);
            thrift.Text(2, value);
            thrift.EndStruct();
        }
    }

    /// <summary>Minimum and maximum follow each type's natural order; without this, readers ignore them.</summary>
    static void WriteColumnOrders(CompactWriter thrift, int columns)
    {
        thrift.BeginList(7, columns, CompactType.Struct);
        for (int i = 0; i < columns; i++)
        {
            thrift.BeginStruct();
            thrift.BeginStruct(1);
            thrift.EndStruct();
            thrift.EndStruct();
        }
    }
}
