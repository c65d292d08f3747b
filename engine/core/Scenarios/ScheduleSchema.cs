using System.Text.Json.Nodes;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>The part of the JSON schema that describes schedules.</summary>
static class ScheduleSchema
{
    static readonly (string Key, string Meaning)[] Patterns =
    [
        ("until", "Makes the event a ramp: levels go there from what held before, evenly until this time."),
        ("steps", "Steps of a ramp; 20 if left out."),
        ("every", "Makes the event a train of pulses: the time from one to the next."),
        ("count", "Number of pulses."),
        ("for", "Length of a pulse; what held before the first holds between them."),
    ];

    /// <summary>A list of events of whatever model.</summary>
    public static JsonObject Any() => new()
    {
        ["description"] =
            "What happens from outside: levels hold until an event sets them again, doses arrive at the event that names them. "
            + "A text is a journey, such as \"blood 6 h -> tumor 12 h -> lysosome\".",
        ["type"] = new JsonArray("array", "string"),
        ["minItems"] = 1,
        ["items"] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("at") },
    };

    /// <summary>Events of one model name its inputs; a model without inputs has none.</summary>
    public static JsonNode Of(ReleaseModel model)
    {
        if (model.Inputs.Count == 0)
            return JsonValue.Create(false);
        JsonObject at = ScenarioSchema.ValueRef();
        at["description"] = $"When the event comes; bare numbers in {model.TimeUnit}, the first at 0.";
        var names = new JsonObject { ["at"] = at };
        foreach ((string key, string meaning) in Patterns)
            names[key] = new JsonObject { ["description"] = meaning };
        names["in"] = new JsonObject
        {
            ["description"] = "A place, whose pH and temperature hold.",
            ["enum"] = new JsonArray([.. Places.Names.Select(name => (JsonNode)name)])
        };
        foreach (Input input in model.Inputs)
        {
            JsonObject level = ScenarioSchema.ValueRef();
            level["description"] = $"{input.Meaning}{(input.Unit.Length == 0 ? "" : $" [{input.Unit}]")}";
            names[input.Name] = level;
        }

        return new JsonObject { ["items"] = new JsonObject { ["additionalProperties"] = false, ["properties"] = names } };
    }
}
