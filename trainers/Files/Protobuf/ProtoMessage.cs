using Google.Protobuf;

namespace SurrogateEngine.Trainers;

/// <summary>
/// A protocol-buffers message, written field by field. Enough for formats whose few messages do not deserve generated classes;
/// the caller gives each field's number as the format's .proto file has it.
/// </summary>
sealed class ProtoMessage
{
    readonly MemoryStream bytes = new();
    readonly CodedOutputStream output;

    public ProtoMessage() => output = new CodedOutputStream(bytes);

    public ProtoMessage Int(int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
        return this;
    }

    public ProtoMessage Float(int field, float value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed32);
        output.WriteFloat(value);
        return this;
    }

    public ProtoMessage Double(int field, double value)
    {
        output.WriteTag(field, WireFormat.WireType.Fixed64);
        output.WriteDouble(value);
        return this;
    }

    public ProtoMessage Text(int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
        return this;
    }

    public ProtoMessage Bytes(int field, ReadOnlySpan<byte> value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
        return this;
    }

    public ProtoMessage Message(int field, ProtoMessage value) => Bytes(field, value.ToBytes());

    /// <summary>The same field once for each message.</summary>
    public ProtoMessage Messages(int field, IEnumerable<ProtoMessage> values)
    {
        foreach (var value in values)
            Message(field, value);
        return this;
    }

    /// <summary>What was written so far.</summary>
    public byte[] ToBytes()
    {
        output.Flush();
        return bytes.ToArray();
    }

    /// <summary>An integer field of a message; 0 if the message does not have it.</summary>
    public static long ReadInt(ReadOnlySpan<byte> message, int field)
    {
        var input = new CodedInputStream(message.ToArray());
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.Varint))
                return input.ReadInt64();
            input.SkipLastField();
        }
        return 0;
    }
}
