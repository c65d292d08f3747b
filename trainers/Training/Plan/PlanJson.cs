using System.Text.Json;
using System.Text.Json.Serialization;

namespace SurrogateEngine.Trainers;

/// <summary>Plans as JSON: strict on the way in, every key written on the way out.</summary>
static class PlanJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        NewLine = "\n",
    };

    static readonly string[] Keys = [.. PlanKeys.Of(typeof(TrainingPlan))], PhysicsKeys = [.. PlanKeys.Of(typeof(PhysicsPlan))];

    public static string Write(TrainingPlan plan) => JsonSerializer.Serialize(plan, Options) + "\n";

    public static TrainingPlan Read(string json, string place)
    {
        try
        {
            RefuseUnknownKeys(json, place);
            return PlanRules.Check(JsonSerializer.Deserialize<TrainingPlan>(json, Options)!, place);
        }
        catch (JsonException wrong)
        {
            string line = $"{place}, line {wrong.LineNumber + 1}";
            throw new RefusedException(wrong.Path is { } path
                ? $"{line}, at {path.TrimStart('$', '.')}: {PlanKeys.Wanted(path)}."
                : $"{line}: this is not a plan's JSON ({FirstSentence(wrong.Message)}); correct it, or begin anew with what surrogate train --show-plan prints.", wrong);
        }
    }

    static void RefuseUnknownKeys(string json, string place)
    {
        var lenient = new JsonDocumentOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            AllowDuplicateProperties = false
        };
        using var document = JsonDocument.Parse(json, lenient);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new RefusedException($"{place}: a training plan is a JSON object, {{ \"epochs\": 60, ... }}.");
        foreach (var property in document.RootElement.EnumerateObject())
            if (!Keys.Contains(property.Name))
                throw new RefusedException(
                    $"{place}: a training plan has no key \"{property.Name}\"; {Spelling.Suggest(property.Name, Keys)}");
        if (!document.RootElement.TryGetProperty("physics", out var physics) || physics.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in physics.EnumerateObject())
            if (!PhysicsKeys.Contains(property.Name))
                throw new RefusedException(
                    $"{place}: physics has no key \"{property.Name}\"; {Spelling.Suggest(property.Name, PhysicsKeys)}");
    }

    // The parser quotes what it met, which in a file of another kind need not be text.
    static string FirstSentence(string message) =>
        message.Any(c => char.IsControl(c) || c == '\uFFFD') ? "it is not even text" : message.Split(". ", 2)[0].TrimEnd('.');
}
