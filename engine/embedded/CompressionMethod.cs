namespace Parquet;

/// <summary>How pages are compressed; the values are those of the Parquet format.</summary>
public enum CompressionMethod
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Snappy.</summary>
    Snappy = 1,

    /// <summary>Gzip.</summary>
    Gzip = 2,

    /// <summary>Not in this stand-in.</summary>
    Lzo = 3,

    /// <summary>Not in this stand-in.</summary>
    Brotli = 4,

    /// <summary>Not in this stand-in.</summary>
    LZ4 = 5,

    /// <summary>Zstandard, where the system has its library.</summary>
    Zstd = 6,

    /// <summary>Not in this stand-in.</summary>
    Lz4Raw = 7,
}
