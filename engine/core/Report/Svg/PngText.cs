using System.Buffers.Binary;
using System.Text;

namespace SurrogateEngine.Report.Svg;

/// <summary>Puts words into a PNG file as its <c>tEXt</c> chunks (PNG specification, third edition, 11.3.3), behind its header.</summary>
static class PngText
{
    /// <summary>Signature and header chunk.</summary>
    const int HeaderEnd = 8 + 25;

    public static byte[] Add(byte[] png, IEnumerable<KeyValuePair<string, string>> facts) =>
        [.. png[..HeaderEnd], .. facts.SelectMany(fact => Chunk($"{fact.Key}\0{fact.Value}")), .. png[HeaderEnd..]];

    /// <summary>The words of such a file, by name.</summary>
    public static Dictionary<string, string> Read(ReadOnlySpan<byte> png)
    {
        var facts = new Dictionary<string, string>();
        for (int at = 8; at + 12 <= png.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (png.Slice(at + 4, 4).SequenceEqual("tEXt"u8) && Encoding.Latin1.GetString(png.Slice(at + 8, length))
                .Split('\0') is [var name, var value])
                facts[name] = value;
            at += 12 + length;
        }

        return facts;
    }

    static byte[] Chunk(string text)
    {
        byte[] body = [.. "tEXt"u8, .. Encoding.Latin1.GetBytes(text)], length = new byte[4], check = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(body));
        return [.. length, .. body, .. check];
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
