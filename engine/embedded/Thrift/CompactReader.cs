using System.Text;

namespace Parquet.Thrift;

/// <summary>Reads Thrift's compact protocol; every way in which the bytes can be wrong ends in a <see cref="ParquetException"/>.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    const int DeepestNesting = 32;

    readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Reads the next field's header; false at the end of the struct.</summary>
    /// <param name="field">The id of the field before, 0 at a struct's start; becomes this field's id.</param>
    /// <param name="type">What follows.</param>
    public bool NextField(ref int field, out CompactType type)
    {
        byte header = Byte();
        type = (CompactType)(header & 15);
        if (type == CompactType.Stop)
            return false;
        int delta = header >> 4;
        field = delta != 0 ? field + delta : (int)Zigzag();
        return true;
    }

    public int I32(CompactType type) => checked((int)I64(type));

    public long I64(CompactType type)
    {
        if (type is not (CompactType.I16 or CompactType.I32 or CompactType.I64))
            throw Damaged("a number was expected");
        return Zigzag();
    }

    public string Text(CompactType type) => Encoding.UTF8.GetString(Binary(type));

    public ReadOnlySpan<byte> Binary(CompactType type)
    {
        if (type != CompactType.Binary)
            throw Damaged("a text was expected");
        return Take(Length());
    }

    /// <summary>Reads a list's header and returns its length; the elements follow.</summary>
    public int BeginList(CompactType type, out CompactType element)
    {
        if (type is not (CompactType.List or CompactType.Set))
            throw Damaged("a list was expected");
        byte header = Byte();
        element = (CompactType)(header & 15);
        return header >> 4 == 15 ? Length() : header >> 4;
    }

    /// <summary>Passes over a value that the reader has no use for.</summary>
    public void Skip(CompactType type, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw Damaged("structs nest too deep");
        switch (type)
        {
            case CompactType.True or CompactType.False: break;
            case CompactType.Byte: Take(1); break;
            case CompactType.I16 or CompactType.I32 or CompactType.I64: Varint(); break;
            case CompactType.Double: Take(8); break;
            case CompactType.Binary: Take(Length()); break;
            case CompactType.List or CompactType.Set: SkipList(type, depth); break;
            case CompactType.Struct: SkipStruct(depth); break;
            default: throw Damaged($"type {(int)type} is unknown");
        }
    }

    void SkipList(CompactType type, int depth)
    {
        int count = BeginList(type, out CompactType element);
        for (int i = 0; i < count; i++)
        {
            if (element is CompactType.True or CompactType.False)
                Take(1); // inside a list a truth value has a byte of its own
            else
                Skip(element, depth + 1);
        }
    }

    void SkipStruct(int depth)
    {
        int field = 0;
        while (NextField(ref field, out CompactType type))
            Skip(type, depth + 1);
    }

    int Length()
    {
        ulong length = Varint();
        if (length > (ulong)(bytes.Length - Position))
            throw Damaged("a length points past its end");
        return (int)length;
    }

    long Zigzag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
        throw Damaged("a number never ends");
    }

    byte Byte() => Take(1)[0];

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - Position)
            throw Damaged("it ends too early");
        ReadOnlySpan<byte> taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    static ParquetException Damaged(string what) => new($"the Parquet metadata is damaged: {what}");
}
