using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Data;

/// <summary>A manifest as it lies in the file, before it is believed: every key present but the device, which older ones lack; none
/// unknown.</summary>
sealed record ManifestFile(
    int Format, string Software, [property: JsonPropertyName("scenario_sha256")] string ScenarioSha256, JsonElement Scenario,
    string TimeUnit, IReadOnlyList<OutputInFile> Outputs, long Rows, bool Complete, IReadOnlyList<ShardEntry> Shards,
    string? Device = null)
{
    static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="JsonException">The text is no JSON, lacks a key or has one too many.</exception>
    public static ManifestFile Parse(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<ManifestFile>(json, options) ?? throw new JsonException("the file holds null", "$", 0, 0);

    /// <summary>The format alone, read leniently: a newer one may have other keys.</summary>
    public static int? FormatOf(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("format", out JsonElement format) && format.ValueKind == JsonValueKind.Number
            && format.TryGetInt32(out int version)
            ? version
            : null;
    }
}

/// <summary>What a manifest says of one output.</summary>
sealed record OutputInFile(string Name, string Unit, string Meaning);
