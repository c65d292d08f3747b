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

    static readonly string[] Keys = KeysOf(typeof(TrainingPlan)), PhysicsKeys = KeysOf(typeof(PhysicsPlan));

    static string[] KeysOf(Type plan) => [.. plan.GetProperties().Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name))];

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
            string key = wrong.Path is null or "$" ? "" : $", at {wrong.Path.TrimStart('$', '.')}";
            throw new PlanException($"{place}, line {wrong.LineNumber + 1}{key}: this is not a plan's JSON ({FirstSentence(wrong.Message)}).", wrong);
        }
    }

    static void RefuseUnknownKeys(string json, string place)
    {
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(json, lenient);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new PlanException($"{place}: a training plan is a JSON object, {{ \"epochs\": 60, ... }}.");
        foreach (var property in document.RootElement.EnumerateObject())
            if (!Keys.Contains(property.Name))
                throw new PlanException($"{place}: a training plan has no key \"{property.Name}\"{Spelling.Suggest(property.Name, Keys)}");
        if (!document.RootElement.TryGetProperty("physics", out var physics) || physics.ValueKind != JsonValueKind.Object) return;
        foreach (var property in physics.EnumerateObject())
            if (!PhysicsKeys.Contains(property.Name))
                throw new PlanException($"{place}: physics has no key \"{property.Name}\"{Spelling.Suggest(property.Name, PhysicsKeys)}");
    }

    static string FirstSentence(string message) => message.Split(". ", 2)[0].TrimEnd('.');
}
