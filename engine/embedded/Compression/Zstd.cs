using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Parquet.Compression;

/// <summary>Zstandard through the system's libzstd; .NET has none of its own.</summary>
internal static partial class Zstd
{
    const string Library = "libzstd.so.1";

    static readonly bool available = NativeLibrary.TryLoad(Library, out _);

    public static unsafe ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> raw, CompressionLevel level)
    {
        RequireLibrary();
        byte[] packed = new byte[(int)ZSTD_compressBound((nuint)raw.Length)];
        fixed (byte* source = raw, target = packed)
        {
            nuint length = ZSTD_compress(target, (nuint)packed.Length, source, (nuint)raw.Length, Effort(level));
            return ZSTD_isError(length) != 0 ? throw new IOException("libzstd refused to compress a page") : packed.AsMemory(0, (int)length);
        }
    }

    public static unsafe void Decompress(ReadOnlySpan<byte> packed, Span<byte> raw)
    {
        RequireLibrary();
        fixed (byte* source = packed, target = raw)
        {
            nuint length = ZSTD_decompress(target, (nuint)raw.Length, source, (nuint)packed.Length);
            if (ZSTD_isError(length) != 0 || length != (nuint)raw.Length)
                throw Codec.Damaged("Zstandard");
        }
    }

    static int Effort(CompressionLevel level) => level switch
    {
        CompressionLevel.Optimal => 3,
        CompressionLevel.SmallestSize => 19,
        _ => 1,
    };

    static void RequireLibrary()
    {
        if (!available)
            throw new NotSupportedException($"Zstandard needs {Library}, which this machine does not have: install it or use Gzip");
    }

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressBound(nuint length);

    [LibraryImport(Library)]
    private static unsafe partial nuint ZSTD_compress(byte* target, nuint targetLength, byte* source, nuint sourceLength, int effort);

    [LibraryImport(Library)]
    private static unsafe partial nuint ZSTD_decompress(byte* target, nuint targetLength, byte* source, nuint sourceLength);

    [LibraryImport(Library)]
    private static partial uint ZSTD_isError(nuint result);
}
