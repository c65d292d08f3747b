using System.Buffers;
using System.Text;

namespace Parquet.Thrift;

/// <summary>
/// Writes Thrift's compact protocol into memory. Integers are zigzag varints; a field header holds its distance
/// to the field before it, which is why structs nest through a stack of last field ids.
/// </summary>
internal sealed class CompactWriter
{
    const int LongestShortDelta = 15;
    const int LongestShortList = 14;

    readonly ArrayBufferWriter<byte> bytes = new(1024);
    readonly Stack<int> outerFields = new();
    int lastField;

    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    public void BeginStruct()
    {
        outerFields.Push(lastField);
        lastField = 0;
    }

    public void EndStruct()
    {
        Byte((byte)CompactType.Stop);
        lastField = outerFields.Pop();
    }

    public void BeginStruct(int field)
    {
        Header(field, CompactType.Struct);
        BeginStruct();
    }

    public void I32(int field, int value)
    {
        Header(field, CompactType.I32);
        Varint(Zigzag(value));
    }

    public void I64(int field, long value)
    {
        Header(field, CompactType.I64);
        Varint(Zigzag(value));
    }

    public void Binary(int field, ReadOnlySpan<byte> value)
    {
        Header(field, CompactType.Binary);
        Element(value);
    }

    public void Text(int field, string value) => Binary(field, Encoding.UTF8.GetBytes(value));

    public void BeginList(int field, int count, CompactType element)
    {
        Header(field, CompactType.List);
        if (count <= LongestShortList)
        {
            Byte((byte)(count << 4 | (int)element));
            return;
        }
        Byte((byte)(0xF0 | (int)element));
        Varint((ulong)count);
    }

    public void Element(int value) => Varint(Zigzag(value));

    public void Element(string value) => Element(Encoding.UTF8.GetBytes(value));

    void Element(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        bytes.Write(value);
    }

    void Header(int field, CompactType type)
    {
        int delta = field - lastField;
        if (delta is > 0 and <= LongestShortDelta)
        {
            Byte((byte)(delta << 4 | (int)type));
        }
        else
        {
            Byte((byte)type);
            Varint(Zigzag(field));
        }
        lastField = field;
    }

    void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));

    void Byte(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }
}
