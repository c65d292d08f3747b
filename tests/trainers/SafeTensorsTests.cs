using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Tests.Training;

public sealed class SafeTensorsTests
{
    static readonly NamedArray[] Arrays =
    [
        new("first.weight", [2, 3], [1, -2, 3.5f, float.Epsilon, float.MaxValue, -0f]),
        new("first.bias", [2], [0.1f, 0.2f]),
        new("scalar", [], [42]),
    ];

    [Test]
    public void Arrays_come_back_bit_for_bit()
    {
        var read = SafeTensors.Read(SafeTensors.Write(Arrays), "test");
        read.Select(a => a.Name).ShouldBe(Arrays.Select(a => a.Name));
        for (int i = 0; i < Arrays.Length; i++)
        {
            read[i].Shape.ShouldBe(Arrays[i].Shape);
            read[i].Values.ShouldBe(Arrays[i].Values);
        }
    }

    [Test]
    public void The_bytes_are_laid_out_as_the_format_says()
    {
        byte[] file = SafeTensors.Write(Arrays);
        long header = BinaryPrimitives.ReadInt64LittleEndian(file);
        (header % 8).ShouldBe(0);
        string json = Encoding.UTF8.GetString(file, 8, (int)header);
        json.ShouldStartWith("""{"first.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"first.bias":{"dtype":"F32","shape":[2],"data_offsets":[24,32]}""");
        BitConverter.ToSingle(file, 8 + (int)header + 8).ShouldBe(3.5f);
        file.Length.ShouldBe(8 + (int)header + 36);
    }

    [Test]
    public void Every_truncation_is_refused()
    {
        byte[] file = SafeTensors.Write(Arrays);
        for (int length = 0; length < file.Length; length++)
            Should.Throw<RefusedException>(() => SafeTensors.Read(file.AsSpan(0, length), "cut.safetensors"));
    }

    [TestCase("{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,4]}}", "F16")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", "does not fit")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", "does not fit")]
    [TestCase("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "does not fit")]
    [TestCase("{\"a\":7}", "another form")]
    [TestCase("{nonsense", "not JSON")]
    public void A_header_that_lies_is_refused(string header, string says)
    {
        byte[] file = new byte[8 + header.Length + 4];
        BinaryPrimitives.WriteInt64LittleEndian(file, header.Length);
        Encoding.UTF8.GetBytes(header).CopyTo(file, 8);
        Should.Throw<RefusedException>(() => SafeTensors.Read(file, "lying.safetensors")).Message.ShouldContain(says);
    }

    [Test]
    public void A_reader_that_knows_the_format_alone_finds_the_same_arrays()
    {
        byte[] file = SafeTensors.Write(Arrays);
        int start = 8 + (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, start - 8));

        JsonProperty[] entries = [.. header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__")];

        entries.Select(entry => entry.Name).ShouldBe(Arrays.Select(array => array.Name));
        foreach (var (entry, array) in entries.Zip(Arrays))
        {
            entry.Value.GetProperty("dtype").GetString().ShouldBe("F32");
            entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())
                .ShouldBe(array.Shape.Select(size => (long)size));
            int[] offsets = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            MemoryMarshal.Cast<byte, float>(file.AsSpan(start + offsets[0], offsets[1] - offsets[0])).ToArray().ShouldBe(array.Values);
        }
    }
}
