using System.Buffers.Binary;
using System.Text;

namespace SurrogateEngine.Tests.Training;

/// <summary>A field of a protocol-buffers message.</summary>
/// <param name="Field">Its number in the .proto file.</param>
/// <param name="Number">Its bits if it is a number.</param>
/// <param name="Bytes">Its bytes if it is a text, bytes or a message.</param>
sealed record WireField(int Field, ulong Number, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}

/// <summary>Reads protocol buffers' wire format (protobuf.dev, "Encoding") with none of the code that writes it.</summary>
static class WireFields
{
    public static List<WireField> Of(ReadOnlySpan<byte> message)
    {
        var fields = new List<WireField>();
        while (message.Length > 0)
        {
            ulong tag = Varint(ref message);
            int size = (tag & 7) switch
            {
                0 => 0,
                1 => 8,
                2 => (int)Varint(ref message),
                5 => 4,
                var kind => throw new InvalidDataException($"wire type {kind}")
            };
            ulong number = (tag & 7) switch
            {
                0 => Varint(ref message),
                1 => BinaryPrimitives.ReadUInt64LittleEndian(message),
                5 => BinaryPrimitives.ReadUInt32LittleEndian(message),
                _ => 0,
            };
            fields.Add(new((int)(tag >> 3), number, message[..size].ToArray()));
            message = message[size..];
        }
        return fields;
    }

    static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[0];
            message = message[1..];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
                return value;
        }
    }
}
