using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Parquet.Encodings;

/// <summary>One value after the other: numbers as little-endian bytes, texts as a length and their UTF-8 bytes.</summary>
internal static class PlainEncoding
{
    public static ReadOnlySpan<byte> Encode<T>(ReadOnlySpan<T> values)
        where T : struct => MemoryMarshal.AsBytes(values);

    public static ReadOnlyMemory<byte> EncodeTexts(IReadOnlyCollection<string> texts)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (string text in texts)
        {
            int length = Encoding.UTF8.GetByteCount(text);
            Span<byte> place = bytes.GetSpan(sizeof(int) + length);
            BinaryPrimitives.WriteInt32LittleEndian(place, length);
            Encoding.UTF8.GetBytes(text, place[sizeof(int)..]);
            bytes.Advance(sizeof(int) + length);
        }
        return bytes.WrittenMemory;
    }

    /// <exception cref="ParquetException">There are fewer bytes than the values need.</exception>
    public static void Decode<T>(ReadOnlySpan<byte> bytes, Span<T> values)
        where T : struct
    {
        Span<byte> target = MemoryMarshal.AsBytes(values);
        if (bytes.Length < target.Length)
            throw new ParquetException("a page holds fewer values than it says");
        bytes[..target.Length].CopyTo(target);
    }

    /// <exception cref="ParquetException">A length points past the end of the page.</exception>
    public static void DecodeTexts(ReadOnlySpan<byte> bytes, Span<string?> texts)
    {
        foreach (ref string? text in texts)
        {
            int length = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
            if (length < 0 || length > bytes.Length - sizeof(int))
                throw new ParquetException("a page holds fewer values than it says");
            text = Encoding.UTF8.GetString(bytes.Slice(sizeof(int), length));
            bytes = bytes[(sizeof(int) + length)..];
        }
    }
}
