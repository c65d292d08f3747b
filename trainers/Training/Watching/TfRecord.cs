using System.Buffers.Binary;
using System.Numerics;

namespace SurrogateEngine.Trainers;

/// <summary>
/// TensorFlow's record framing: eight bytes of length, its masked CRC-32C, the bytes, their masked CRC-32C; all little endian.
/// A record that was cut short or damaged ends the file for every reader.
/// </summary>
static class TfRecord
{
    const int Head = 12, Tail = 4;
    const uint MaskDelta = 0xA282EAD8;

    /// <summary>Appends one record to a stream.</summary>
    public static void Write(Stream to, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[Head], tail = stackalloc byte[Tail];
        BinaryPrimitives.WriteInt64LittleEndian(head, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], MaskedCrc(head[..8]));
        BinaryPrimitives.WriteUInt32LittleEndian(tail, MaskedCrc(content));
        to.Write(head);
        to.Write(content);
        to.Write(tail);
    }

    /// <summary>Takes the record at the start of <paramref name="file"/>.</summary>
    /// <param name="file">What is left of a file.</param>
    /// <param name="content">The record's bytes.</param>
    /// <returns>Length of the whole record, or 0 if there is no whole and sound one.</returns>
    public static int Read(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (file.Length < Head + Tail)
            return 0;
        long length = BinaryPrimitives.ReadInt64LittleEndian(file);
        bool isSound = MaskedCrc(file[..8]) == BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (!isSound || length < 0 || length > file.Length - Head - Tail)
            return 0;
        var bytes = file.Slice(Head, (int)length);
        if (MaskedCrc(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(file[(Head + (int)length)..]))
            return 0;
        content = bytes;
        return Head + (int)length + Tail;
    }

    // Rotated and shifted, so that a checksum of bytes that hold checksums stays a good one.
    static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return unchecked(BitOperations.RotateRight(~crc, 15) + MaskDelta);
    }
}
