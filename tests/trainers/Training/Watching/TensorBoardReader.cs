using System.Buffers.Binary;
using System.Text;

namespace SurrogateEngine.Tests.Training.Watching;

/// <summary>
/// Reads TensorBoard event files by the formats' specifications and with none of the code that writes them: TFRecord
/// (tensorflow.org, "TFRecord and tf.train.Example"), CRC-32C bit by bit (RFC 3720, B.4).
/// </summary>
static class TensorBoardReader
{
    public sealed record Event(double WallTime, long Step, string FileVersion, IReadOnlyDictionary<string, float> Scalars);

    /// <summary>Every event of a folder, its files in the order of their names.</summary>
    public static List<Event> ReadFolder(string folder) =>
        [.. Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal).SelectMany(file => Read(File.ReadAllBytes(file)))];

    public static List<Event> Read(byte[] file) => [.. Records(file).Select(record => ReadEvent(record))];

    /// <summary>The messages of a file; its framing and every checksum must be right.</summary>
    public static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int at = 0; at < file.Length;)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at)));
            Checksum(file, at, 8);
            Checksum(file, at + 12, length);
            records.Add(file[(at + 12)..(at + 12 + length)]);
            at += 12 + length + 4;
        }
        return records;
    }

    static void Checksum(byte[] file, int at, int length)
    {
        uint crc = 0xFFFFFFFF;
        for (int i = at; i < at + length; i++)
        {
            crc ^= file[i];
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
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
        foreach (var (field, number, bytes) in WireFields.Of(message))
            if (field == 1)
                wallTime = BitConverter.UInt64BitsToDouble(number);
            else if (field == 2)
                step = (long)number;
            else if (field == 3)
                version = Encoding.UTF8.GetString(bytes);
            else if (field == 5)
                foreach (var value in WireFields.Of(bytes))
                {
                    var parts = WireFields.Of(value.Bytes);
                    scalars.Add(Encoding.UTF8.GetString(parts.Single(p => p.Field == 1).Bytes),
                        BitConverter.UInt32BitsToSingle((uint)parts.Single(p => p.Field == 2).Number));
                }
        return new(wallTime, step, version, scalars);
    }
}
