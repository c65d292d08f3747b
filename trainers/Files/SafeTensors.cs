using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>
/// The safetensors format (huggingface/safetensors): eight bytes of header length, a JSON header that names each array's type,
/// shape and place, then the numbers, little endian. Only 32-bit floats are written and read.
/// </summary>
static class SafeTensors
{
    const int MaxHeader = 1 << 24;

    sealed record Entry(
        [property: JsonPropertyName("dtype")] string Type,
        [property: JsonPropertyName("shape")] long[] Shape,
        [property: JsonPropertyName("data_offsets")] long[] Offsets);

    /// <summary>The file's bytes; same arrays, same bytes.</summary>
    public static byte[] Write(IReadOnlyList<NamedArray> arrays)
    {
        var header = new Dictionary<string, Entry>();
        long at = 0;
        foreach (var array in arrays)
            header.Add(array.Name, new("F32", array.Shape, [at, at += 4L * array.Values.Length]));
        string json = JsonSerializer.Serialize(header);
        // Padded with spaces so that the numbers start on a multiple of eight.
        byte[] text = Encoding.UTF8.GetBytes(json + new string(' ', (8 - Encoding.UTF8.GetByteCount(json) % 8) % 8));
        var file = new byte[8 + text.Length + at];
        BinaryPrimitives.WriteInt64LittleEndian(file, text.Length);
        text.CopyTo(file, 8);
        int to = 8 + text.Length;
        foreach (var array in arrays)
        {
            MemoryMarshal.AsBytes<float>(array.Values).CopyTo(file.AsSpan(to));
            to += 4 * array.Values.Length;
        }
        return file;
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="place">What to call them in a refusal.</param>
    /// <exception cref="RefusedException">The bytes are not such a file, or it was cut short.</exception>
    public static IReadOnlyList<NamedArray> Read(ReadOnlySpan<byte> file, string place)
    {
        long length = file.Length < 8 ? -1 : BinaryPrimitives.ReadInt64LittleEndian(file);
        if (length < 2 || length > Math.Min(MaxHeader, file.Length - 8))
            throw Damaged(place, "its header is cut short");
        var data = file[(8 + (int)length)..];
        var arrays = new List<NamedArray>();
        foreach (var (name, entry) in Header(file.Slice(8, (int)length), place))
            if (name != "__metadata__")
                arrays.Add(ReadArray(name, entry, data, place));
        return arrays;
    }

    static Dictionary<string, JsonElement> Header(ReadOnlySpan<byte> json, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        }
        catch (JsonException wrong)
        {
            throw Damaged(place, "its header is not JSON", wrong);
        }
    }

    static NamedArray ReadArray(string name, JsonElement json, ReadOnlySpan<byte> data, string place)
    {
        Entry entry;
        try
        {
            entry = json.Deserialize<Entry>()!;
        }
        catch (JsonException wrong)
        {
            throw Damaged(place, $"the header's entry for {name} has another form", wrong);
        }
        if (entry.Type != "F32")
            throw Damaged(place, $"{name} is of type {entry.Type}, not F32");
        if (entry.Shape is null || entry.Shape.Any(n => n is < 0 or > int.MaxValue) || entry.Offsets is not [var from, var to]
            || from < 0 || to > data.Length || to - from != 4 * entry.Shape.Aggregate(1L, (product, n) => product * n))
            throw Damaged(place, $"{name} does not fit into the file");
        return new(name, entry.Shape, MemoryMarshal.Cast<byte, float>(data[(int)from..(int)to]).ToArray());
    }

    static RefusedException Damaged(string place, string why, Exception? cause = null) =>
        new($"{place}: the weights cannot be read ({why}): copy the file again or train anew.", cause);
}
