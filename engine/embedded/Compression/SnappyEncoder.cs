using System.Buffers.Binary;
using System.Numerics;

namespace Parquet.Compression;

/// <summary>
/// Snappy's block format: the length, then literals and copies of what came before. A table remembers where each hash of
/// four bytes was seen last; the longer nothing matches, the larger the strides, so that noise costs little.
/// </summary>
internal ref struct SnappyEncoder
{
    const int TableBits = 14;
    const int ShortestMatch = 4;
    const int LongestCopy = 64;
    const int FarthestCopy = 65535;

    readonly ReadOnlySpan<byte> raw;
    readonly byte[] packed;
    int end;

    SnappyEncoder(ReadOnlySpan<byte> raw)
    {
        this.raw = raw;
        packed = new byte[32 + raw.Length + raw.Length / 6];
    }

    public static ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> raw)
    {
        var encoder = new SnappyEncoder(raw);
        encoder.Run();
        return encoder.packed.AsMemory(0, encoder.end);
    }

    void Run()
    {
        WriteLength((uint)raw.Length);
        int[] lastSeen = new int[1 << TableBits]; // position + 1; 0 means never
        int position = 0, literalStart = 0, misses = 0;
        while (position <= raw.Length - ShortestMatch)
        {
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(raw[position..]);
            ref int slot = ref lastSeen[word * 0x1E35A7BDu >> 32 - TableBits];
            int candidate = slot - 1;
            slot = position + 1;
            if (candidate < 0 || position - candidate > FarthestCopy
                || BinaryPrimitives.ReadUInt32LittleEndian(raw[candidate..]) != word)
            {
                position += 1 + (misses++ >> 5);
                continue;
            }
            misses = 0;
            Literal(raw[literalStart..position]);
            int length = ShortestMatch + raw[(candidate + ShortestMatch)..].CommonPrefixLength(raw[(position + ShortestMatch)..]);
            Copy(position - candidate, length);
            position += length;
            literalStart = position;
        }
        Literal(raw[literalStart..]);
    }

    void WriteLength(uint length)
    {
        while (length >= 0x80)
        {
            packed[end++] = (byte)(length | 0x80);
            length >>= 7;
        }
        packed[end++] = (byte)length;
    }

    void Literal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        uint last = (uint)bytes.Length - 1;
        if (last < 60)
        {
            packed[end++] = (byte)(last << 2);
        }
        else
        {
            int lengthBytes = (BitOperations.Log2(last) >> 3) + 1;
            packed[end++] = (byte)(59 + lengthBytes << 2);
            for (int i = 0; i < lengthBytes; i++)
                packed[end++] = (byte)(last >> 8 * i);
        }
        bytes.CopyTo(packed.AsSpan(end));
        end += bytes.Length;
    }

    void Copy(int distance, int length)
    {
        while (length > 0)
        {
            int part = Math.Min(length, LongestCopy);
            packed[end++] = (byte)(part - 1 << 2 | 2);
            packed[end++] = (byte)distance;
            packed[end++] = (byte)(distance >> 8);
            length -= part;
        }
    }
}
