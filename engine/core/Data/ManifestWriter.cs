using System.Buffers;
using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Data;

/// <summary>Writes a manifest; the order of keys and the line ends never change.</summary>
static class ManifestWriter
{
    public static byte[] Write(Manifest manifest)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            Write(json, manifest);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, Manifest manifest)
    {
        ReleaseModel model = manifest.Scenario.Model;
        json.WriteStartObject();
        json.WriteNumber("format", Manifest.CurrentFormat);
        json.WriteString("software", manifest.Software);
        if (manifest.Device is { } device)
            json.WriteString("device", device);
        json.WriteString("scenario_sha256", manifest.Scenario.Hash);
        json.WritePropertyName("scenario");
        // On one line, as it is: whoever hashes it gets the hash above.
        json.WriteRawValue(manifest.Scenario.ToCanonicalJson());
        json.WriteString("time_unit", model.TimeUnit);
        json.WriteStartArray("outputs");
        foreach (Output output in model.Outputs)
            Write(json, output);
        json.WriteEndArray();
        json.WriteNumber("rows", manifest.Rows);
        json.WriteBoolean("complete", manifest.IsComplete);
        json.WriteStartArray("shards");
        foreach (ShardEntry shard in manifest.Shards)
            Write(json, shard);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, Output output)
    {
        json.WriteStartObject();
        json.WriteString("name", output.Name);
        json.WriteString("unit", output.Unit);
        json.WriteString("meaning", output.Meaning);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, ShardEntry shard)
    {
        json.WriteStartObject();
        json.WriteString("file", shard.File);
        json.WriteNumber("first_row", shard.FirstRow);
        json.WriteNumber("rows", shard.Rows);
        json.WriteString("sha256", shard.Sha256);
        json.WriteStartObject("outcomes");
        foreach ((string outcome, int count) in shard.Outcomes)
            json.WriteNumber(outcome, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
