using System.IO.Compression;

namespace Parquet.Compression;

/// <summary>Packs and unpacks the bytes of a page.</summary>
internal static class Codec
{
    /// <exception cref="NotSupportedException">The method is not in this stand-in, or its library not on this machine.</exception>
    public static ReadOnlyMemory<byte> Compress(CompressionMethod method, CompressionLevel level, ReadOnlyMemory<byte> raw) => method switch
    {
        CompressionMethod.None => raw,
        CompressionMethod.Snappy => SnappyEncoder.Compress(raw.Span),
        CompressionMethod.Gzip => Gzip.Compress(raw.Span, level),
        CompressionMethod.Zstd => Zstd.Compress(raw.Span, level),
        _ => throw Unknown(method),
    };

    /// <summary>Fills <paramref name="raw"/> exactly.</summary>
    /// <exception cref="ParquetException">The bytes do not unpack to as many bytes as the page says.</exception>
    /// <exception cref="NotSupportedException">The method is not in this stand-in, or its library not on this machine.</exception>
    public static void Decompress(CompressionMethod method, ReadOnlySpan<byte> packed, Span<byte> raw)
    {
        switch (method)
        {
            case CompressionMethod.None: Copy(packed, raw); break;
            case CompressionMethod.Snappy: SnappyDecoder.Decompress(packed, raw); break;
            case CompressionMethod.Gzip: Gzip.Decompress(packed, raw); break;
            case CompressionMethod.Zstd: Zstd.Decompress(packed, raw); break;
            default: throw Unknown(method);
        }
    }

    internal static ParquetException Damaged(string method) => new($"a page compressed with {method} is damaged");

    static void Copy(ReadOnlySpan<byte> packed, Span<byte> raw)
    {
        if (packed.Length != raw.Length)
            throw new ParquetException("a page is not as long as it says");
        packed.CopyTo(raw);
    }

    static NotSupportedException Unknown(CompressionMethod method) =>
        new($"compression method {method} is not in this stand-in: use None, Snappy, Gzip or Zstd");
}
