using Google.Protobuf;

namespace SurrogateEngine.Trainers;

/// <summary>
/// TensorBoard's Event message (tensorflow/core/util/event.proto and framework/summary.proto), as far as scalars need it.
/// Numbers in the tags below are the fields' numbers in those files.
/// </summary>
static class ScalarEvent
{
    const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5;
    const int SummaryValue = 1, Tag = 1, SimpleValue = 2;

    /// <summary>The event every file starts with.</summary>
    public static byte[] Start(double wallTime) => Message(output =>
    {
        WriteWallTime(output, wallTime);
        output.WriteTag(FileVersion, WireFormat.WireType.LengthDelimited);
        output.WriteString("brain.Event:2");
    });

    /// <summary>Scalars of one step.</summary>
    /// <param name="wallTime">Seconds since 1970.</param>
    /// <param name="step">Steps of training.</param>
    /// <param name="scalars">Name and value of each.</param>
    public static byte[] Of(double wallTime, long step, IReadOnlyList<(string Name, double Value)> scalars)
    {
        byte[] summary = Message(output =>
        {
            foreach (var (name, value) in scalars) WriteBytes(output, SummaryValue, Scalar(name, value));
        });
        return Message(output =>
        {
            WriteWallTime(output, wallTime);
            output.WriteTag(Step, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            WriteBytes(output, Summary, summary);
        });
    }

    /// <summary>The step of an event; 0 for the one a file starts with.</summary>
    public static long StepOf(ReadOnlySpan<byte> message)
    {
        var input = new CodedInputStream(message.ToArray());
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (tag == WireFormat.MakeTag(Step, WireFormat.WireType.Varint)) return input.ReadInt64();
            input.SkipLastField();
        }
        return 0;
    }

    static byte[] Scalar(string name, double value) => Message(output =>
    {
        output.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
        output.WriteString(name);
        output.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
        output.WriteFloat((float)value);
    });

    static void WriteWallTime(CodedOutputStream output, double seconds)
    {
        output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
        output.WriteDouble(seconds);
    }

    static void WriteBytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(bytes));
    }

    static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true)) write(output);
        return bytes.ToArray();
    }
}
