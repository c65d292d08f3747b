using System.IO.Compression;

namespace Parquet.Compression;

/// <summary>Gzip, by .NET's own stream. Its header holds no time, so equal pages give equal bytes.</summary>
internal static class Gzip
{
    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> raw, CompressionLevel level)
    {
        var packed = new MemoryStream(raw.Length / 2 + 64);
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
            gzip.Write(raw);
        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    public static unsafe void Decompress(ReadOnlySpan<byte> packed, Span<byte> raw)
    {
        fixed (byte* start = packed)
        {
            using var source = new UnmanagedMemoryStream(start, packed.Length);
            using var gzip = new GZipStream(source, CompressionMode.Decompress);
            try
            {
                gzip.ReadExactly(raw);
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw Codec.Damaged("gzip");
            }
        }
    }
}
