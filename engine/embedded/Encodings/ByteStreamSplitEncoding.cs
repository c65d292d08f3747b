using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Parquet.Encodings;

/// <summary>First bytes of all values, then second bytes, and so on: sign and exponent end up side by side and compress well.</summary>
internal static class ByteStreamSplitEncoding
{
    public static byte[] Encode<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        byte[] streams = new byte[values.Length * Unsafe.SizeOf<T>()];
        if (Unsafe.SizeOf<T>() == sizeof(uint))
            Split(MemoryMarshal.Cast<T, uint>(values), streams);
        else
            Split(MemoryMarshal.Cast<T, ulong>(values), streams);
        return streams;
    }

    static void Split(ReadOnlySpan<uint> values, Span<byte> streams)
    {
        int count = values.Length;
        Span<byte> s0 = streams[..count], s1 = streams.Slice(count, count), s2 = streams.Slice(2 * count, count), s3 = streams.Slice(3 * count, count);
        for (int i = 0; i < values.Length; i++)
        {
            uint value = values[i];
            s0[i] = (byte)value;
            s1[i] = (byte)(value >> 8);
            s2[i] = (byte)(value >> 16);
            s3[i] = (byte)(value >> 24);
        }
    }

    static void Split(ReadOnlySpan<ulong> values, Span<byte> streams)
    {
        for (int k = 0; k < sizeof(ulong); k++)
        {
            Span<byte> stream = streams.Slice(k * values.Length, values.Length);
            for (int i = 0; i < stream.Length; i++)
                stream[i] = (byte)(values[i] >> 8 * k);
        }
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
