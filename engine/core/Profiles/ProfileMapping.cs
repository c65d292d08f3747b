using System.Text.Json;
using System.Text.Json.Serialization;
using SurrogateEngine.Trainers;

namespace SurrogateEngine.Profiles;

/// <summary>What was said of a file of profiles, kept in a JSON file so that a whole folder can be read alike.</summary>
public static class ProfileMapping
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    /// <summary>Reads such a file.</summary>
    /// <exception cref="RefusedException">It can't be read, or is none.</exception>
    public static ProfileOptions Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ProfileOptions>(File.ReadAllText(path), Json) ?? new();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusals.CannotRead(path, "a mapping, made with surrogate data check --save-mapping", e);
        }
        catch (JsonException e)
        {
            throw new RefusedException(
                $"{path}, line {(e.LineNumber ?? 0) + 1}: this is no mapping; make one with surrogate data check FILE --save-mapping {path}.", e);
        }
    }

    /// <summary>Writes such a file.</summary>
    /// <exception cref="RefusedException">It can't be written.</exception>
    public static void Save(ProfileOptions options, string path) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(options, Json));
}
