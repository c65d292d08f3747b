namespace Parquet.Compression;

/// <summary>Reads Snappy's block format.</summary>
internal ref struct SnappyDecoder(ReadOnlySpan<byte> packed, Span<byte> raw)
{
    readonly ReadOnlySpan<byte> packed = packed;
    readonly Span<byte> raw = raw;
    int position;
    int end;

    /// <exception cref="ParquetException">The bytes are no Snappy block of that length.</exception>
    public static void Decompress(ReadOnlySpan<byte> packed, Span<byte> raw)
    {
        var decoder = new SnappyDecoder(packed, raw);
        decoder.Run();
    }

    void Run()
    {
        if (ReadLength() != (ulong)raw.Length)
            throw Codec.Damaged("Snappy");
        while (position < packed.Length)
        {
            int tag = Number(1);
            switch (tag & 3)
            {
                case 0: Literal(tag >> 2); break;
                case 1: Copy((tag >> 5) << 8 | Number(1), ((tag >> 2) & 7) + 4); break;
                case 2: Copy(Number(2), (tag >> 2) + 1); break;
                default: Copy(Number(4), (tag >> 2) + 1); break;
            }
        }
        if (end != raw.Length)
            throw Codec.Damaged("Snappy");
    }

    ulong ReadLength()
    {
        ulong length = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            int next = Number(1);
            length |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return length;
        }
        throw Codec.Damaged("Snappy");
    }

    void Literal(int last)
    {
        if (last >= 60)
            last = Number(last - 59);
        if (last < 0 || last >= packed.Length - position || last >= raw.Length - end)
            throw Codec.Damaged("Snappy");
        packed.Slice(position, last + 1).CopyTo(raw[end..]);
        position += last + 1;
        end += last + 1;
    }

    void Copy(int distance, int length)
    {
        if (distance <= 0 || distance > end || length > raw.Length - end)
            throw Codec.Damaged("Snappy");
        // A copy may overlap what it writes, and then repeats it: byte by byte.
        for (int i = 0; i < length; i++, end++)
            raw[end] = raw[end - distance];
    }

    int Number(int bytes)
    {
        if (bytes > packed.Length - position)
            throw Codec.Damaged("Snappy");
        int number = 0;
        for (int i = 0; i < bytes; i++)
            number |= packed[position++] << 8 * i;
        return number;
    }
}
