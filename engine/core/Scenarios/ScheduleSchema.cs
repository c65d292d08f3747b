using System.Text.Json.Nodes;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>The part of the JSON schema that describes schedules.</summary>
static class ScheduleSchema
{
    /// <summary>A list of edges of whatever law.</summary>
    public static JsonObject Any() => new()
    {
        ["description"] = "What happens from outside: levels hold until an edge sets them again, doses arrive at the edge that names them.",
        ["type"] = "array",
        ["minItems"] = 1,
        ["items"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("at") },
    };

    /// <summary>Edges of one law name its channels; a law without channels has none.</summary>
    public static JsonNode Of(ReleaseLaw law)
    {
        if (law.Channels.Count == 0)
            return JsonValue.Create(false);
        JsonObject at = ScenarioSchema.ValueRef();
        at["description"] = $"When the edge comes; bare numbers in {law.TimeUnit}, the first at 0.";
        var names = new JsonObject { ["at"] = at };
        foreach (Channel channel in law.Channels)
        {
            JsonObject level = ScenarioSchema.ValueRef();
            level["description"] = $"{channel.Meaning}{(channel.Unit.Length == 0 ? "" : $" [{channel.Unit}]")}";
            names[channel.Name] = level;
        }

        return new JsonObject { ["items"] = new JsonObject { ["additionalProperties"] = false, ["properties"] = names } };
    }
}
