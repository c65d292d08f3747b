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
            throw new RefusedException($"{place}: a training plan is a JSON object, {{ \"schedule\": {{ \"epochs\": 60 }}, ... }}.");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (PlanKeys.NewPlaceOf(property) is { } moved)
                throw new RefusedException($"{place}: {moved}");
            if (PlanKeys.SectionOf(property.Name) is not { } section || property.Value.ValueKind != JsonValueKind.Object)
                continue;
            string[] keys = [.. PlanKeys.Of(section)];
            foreach (var inner in property.Value.EnumerateObject())
                if (!keys.Contains(inner.Name))
                    throw new RefusedException(
                        $"{place}: {property.Name} has no key \"{inner.Name}\"; {Spelling.Suggest(inner.Name, keys)}");
        }
    }

    // The parser quotes what it met, which in a file of another kind need not be text.
    static string FirstSentence(string message) =>
        message.Any(c => char.IsControl(c) || c == '\uFFFD') ? "it is not even text" : message.Split(". ", 2)[0].TrimEnd('.');
}
