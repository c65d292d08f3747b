using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
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
    public void Another_program_reads_the_same_numbers()
    {
        string path = Path.Combine(Path.GetTempPath(), $"weights-{Guid.NewGuid():n}.safetensors");
        File.WriteAllBytes(path, SafeTensors.Write(Arrays));
        string script = Path.Combine(AppContext.BaseDirectory, "data", "trainers", "read-safetensors.mjs");
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", [script, path]) { RedirectStandardOutput = true })!;
            string output = node.StandardOutput.ReadToEnd();
            node.WaitForExit();
            output.Trim().ShouldBe("""{"first.weight":{"shape":[2,3],"sum":3.4028234663852886e+38},"first.bias":{"shape":[2],"sum":0.30000000447034836},"scalar":{"shape":[],"sum":42}}""");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("node is not installed, so no other program could read the file");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
