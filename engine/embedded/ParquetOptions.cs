using System.IO.Compression;

namespace Parquet;

/// <summary>How a file is written; reading needs none of it.</summary>
public class ParquetOptions
{
    /// <summary>How pages are compressed.</summary>
    public CompressionMethod CompressionMethod { get; set; } = CompressionMethod.Snappy;

    /// <summary>How hard gzip and Zstandard try.</summary>
    public CompressionLevel CompressionLevel { get; set; } = CompressionLevel.SmallestSize;

    /// <summary>Encoding by column path, for columns that want another than the default.</summary>
    public readonly IDictionary<string, EncodingHint> ColumnEncodingHints = new Dictionary<string, EncodingHint>();

    internal EncodingHint HintFor(string column) => ColumnEncodingHints.TryGetValue(column, out EncodingHint hint) ? hint : EncodingHint.Default;
}
