using System.Buffers.Binary;
using System.Text;

namespace SurrogateEngine.Tests.Training.Watching;

/// <summary>
/// Reads TensorBoard event files by the formats' specifications and with none of the code that writes them: TFRecord
/// (tensorflow.org, "TFRecord and tf.train.Example"), CRC-32C bit by bit (RFC 3720, B.4), protocol buffers' wire format.
/// </summary>
static class TensorBoardReader
{
    public sealed record Event(double WallTime, long Step, string FileVersion, IReadOnlyDictionary<string, float> Scalars);

    /// <summary>Every event of a folder, its files in the order of their names.</summary>
    public static List<Event> ReadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal).SelectMany(file => Read(File.ReadAllBytes(file)))];

    public static List<Event> Read(byte[] file)
    {
        var events = new List<Event>();
        for (int at = 0; at < file.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Checksum(file, at, 8);
            Checksum(file, at + 12, length);
            events.Add(ReadEvent(file.AsSpan(at + 12, length)));
            at += 12 + length + 4;
        }
        return events;
    }

    static void Checksum(byte[] file, int at, int length)
    {
        uint crc = 0xFFFFFFFF;
        for (int i = at; i < at + length; i++)
        {
            crc ^= file[i];
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }
        crc = ~crc;
        uint masked = unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
        BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + length)).ShouldBe(masked);
    }

    static Event ReadEvent(ReadOnlySpan<byte> message)
    {
        double wallTime = 0;
        long step = 0;
        string version = "";
        var scalars = new Dictionary<string, float>();
        foreach (var (field, number, bytes) in Fields(message))
            if (field == 1) wallTime = BitConverter.UInt64BitsToDouble(number);
            else if (field == 2) step = (long)number;
            else if (field == 3) version = Encoding.UTF8.GetString(bytes);
            else if (field == 5)
                foreach (var value in Fields(bytes))
                {
                    var parts = Fields(value.Bytes);
                    scalars.Add(Encoding.UTF8.GetString(parts.Single(p => p.Field == 1).Bytes), BitConverter.UInt32BitsToSingle((uint)parts.Single(p => p.Field == 2).Number));
                }
        return new(wallTime, step, version, scalars);
    }

    static List<(int Field, ulong Number, byte[] Bytes)> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<(int, ulong, byte[])>();
        while (message.Length > 0)
        {
            ulong tag = Varint(ref message);
            int size = (tag & 7) switch { 0 => 0, 1 => 8, 2 => (int)Varint(ref message), 5 => 4, var kind => throw new InvalidDataException($"wire type {kind}") };
            ulong number = (tag & 7) switch
            {
                0 => Varint(ref message),
                1 => BinaryPrimitives.ReadUInt64LittleEndian(message),
                5 => BinaryPrimitives.ReadUInt32LittleEndian(message),
                _ => 0,
            };
            fields.Add(((int)(tag >> 3), number, message[..size].ToArray()));
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
            if (next < 128) return value;
        }
    }
}
