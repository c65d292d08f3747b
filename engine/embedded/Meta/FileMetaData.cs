using Parquet.Schema;

namespace Parquet.Meta;

/// <summary>What the footer of a file says.</summary>
internal sealed class FileMetaData(ParquetSchema schema)
{
    public ParquetSchema Schema { get; } = schema;

    public List<RowGroup> RowGroups { get; } = [];

    public Dictionary<string, string> CustomMetadata { get; set; } = [];
}

/// <summary>A block of rows.</summary>
internal sealed record RowGroup(long Rows, IReadOnlyList<ColumnChunk> Columns);

/// <summary>The values of one column in one row group.</summary>
internal sealed record ColumnChunk
{
    public required string Name { get; init; }
    public required PhysicalType Type { get; init; }
    public required CompressionMethod Compression { get; init; }
    public required long Values { get; init; }

    /// <summary>Where its first page header starts in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>Bytes in the file, page headers included.</summary>
    public required long CompressedSize { get; init; }

    /// <summary>Bytes before compression, page headers included.</summary>
    public required long UncompressedSize { get; init; }

    public PageEncoding Encoding { get; init; }

    /// <summary>Smallest value as it is stored; null when unknown.</summary>
    public byte[]? Min { get; init; }

    /// <summary>Largest value as it is stored; null when unknown.</summary>
    public byte[]? Max { get; init; }
}
