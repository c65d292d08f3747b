using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parquet.Encodings;

/// <summary>First bytes of all values, then second bytes, and so on: sign and exponent end up side by side and compress well.</summary>
internal static class ByteStreamSplitEncoding
{
    public static byte[] Encode<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        ReadOnlySpan<byte> source = MemoryMarshal.AsBytes(values);
        byte[] streams = new byte[source.Length];
        int width = Unsafe.SizeOf<T>(), count = values.Length;
        for (int k = 0; k < width; k++)
        {
            Span<byte> stream = streams.AsSpan(k * count, count);
            for (int i = 0; i < stream.Length; i++)
                stream[i] = source[i * width + k];
        }
        return streams;
    }

    /// <exception cref="ParquetException">There are fewer bytes than the values need.</exception>
    public static void Decode<T>(ReadOnlySpan<byte> streams, Span<T> values)
        where T : struct
    {
        Span<byte> target = MemoryMarshal.AsBytes(values);
        if (streams.Length < target.Length)
            throw new ParquetException("a page holds fewer values than it says");
        int width = Unsafe.SizeOf<T>(), count = values.Length;
        for (int k = 0; k < width; k++)
        {
            ReadOnlySpan<byte> stream = streams.Slice(k * count, count);
            for (int i = 0; i < stream.Length; i++)
                target[i * width + k] = stream[i];
        }
    }
}
