using System.Text.Json;
using System.Text.Json.Nodes;
using SurrogateEngine.Kernels;
using SurrogateEngine.Sampling;

namespace SurrogateEngine.Scenarios;

/// <summary>The JSON schema of scenario files, for editors that complete and check while one types.</summary>
public static class ScenarioSchema
{
    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The schema of every model's scenarios, draft 2020-12.</summary>
    public static string Text()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "SurrogateEngine scenario",
            ["type"] = "object",
            ["oneOf"] = new JsonArray([.. new[] { "model", "carrier", "mechanisms" }
                .Select(key => new JsonObject { ["required"] = new JsonArray(key) })]),
            ["additionalProperties"] = false,
            ["properties"] = Properties(),
            ["allOf"] = new JsonArray([.. Catalog.All.Select(ParametersOf)]),
            ["$defs"] = new JsonObject { ["value"] = Value(), ["parameter"] = ParameterShape() },
        };
        return schema.ToJsonString(Indented);
    }

    static JsonObject Properties()
    {
        Scenario usual = Scenario.Default(Catalog.Models[0]);
        return new JsonObject
        {
            ["$schema"] = Of("string", "Where this schema lies."),
            ["model"] = Choice("The release model to solve.", Catalog.Names),
            ["carrier"] = Choice("The carrier to solve, in place of a model.", Catalog.Mapped.Names),
            ["mechanisms"] = Mechanisms(),
            ["model_version"] = Of("integer", "Refuses the file if the program has another version of the model."),
            ["parameters"] = Of("object", "Values and ranges; a parameter left out walks its usual range."),
            ["sampler"] = Choice("How formulations are drawn.", Samplers.All.Names),
            ["samples"] = AtLeast(Of("integer", $"Formulations to draw; {usual.Samples} if left out."), 1),
            ["seed"] = AtLeast(Of("integer", "Another seed gives other formulations."), 0),
            ["times"] = Times(),
            ["schedule"] = ScheduleSchema.Any(),
            ["relative_tolerance"] = Of("number", "Relative tolerance on every state."),
            ["absolute_tolerance"] = Of("number", "Absolute tolerance on every state."),
            ["solver"] = Choice("Which method solves the model; auto chooses between explicit and stiff.",
            [.. Catalog.Methods.Names, SolverChoice.Auto]),
            ["precision"] = Choice("Precision of the solver.", ["single", "double"]),
            ["max_steps"] = AtLeast(Of("integer", "Steps after which a trajectory is given up."), 1),
            ["shells"] = AtLeast(Of("integer", "Radial shells of a sphere."), 2),
            ["grading"] = AtLeast(Of("number", "Thickness of the innermost shell over that of the outermost; 1 is uniform."), 1),
            ["shard_size"] = AtLeast(Of("integer", "Formulations in one file of the data set."), 1),
        };
    }

    static JsonObject Mechanisms() => new()
    {
        ["description"] = "Mechanisms that compose, in place of a model: " + string.Join("; ", Mechanism.All.Select(one => $"{one.Name}: {one.Meaning}")) + ".",
        ["type"] = "array",
        ["items"] = new JsonObject { ["enum"] = new JsonArray([.. Mechanism.All.Select(one => JsonValue.Create(one.Name))]) },
    };

    /// <summary>If the model has this name, only its parameters and inputs may be named.</summary>
    static JsonObject ParametersOf(ReleaseModel model)
    {
        var names = new JsonObject();
        foreach (Parameter p in model.Parameters)
            names[p.Name] = new JsonObject
            {
                ["$ref"] = "#/$defs/parameter",
                ["description"] = $"{p.Meaning}{(p.Unit.Length == 0 ? "" : $" [{p.Unit}]")}"
            };
        var own = new JsonObject
        {
            ["parameters"] = new JsonObject { ["additionalProperties"] = false, ["properties"] = names },
            ["schedule"] = ScheduleSchema.Of(model),
        };
        return new JsonObject
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["model"] = new JsonObject { ["const"] = model.Name } } },
            ["then"] = new JsonObject { ["properties"] = own },
        };
    }

    static JsonObject Value() => new()
    {
        ["type"] = new JsonArray("number", "string"),
        ["description"] = "A number, or a number with its unit such as \"120 nm\".",
    };

    static JsonObject ParameterShape() => new()
    {
        ["anyOf"] = new JsonArray(
            ValueRef(),
            new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    ["value"] = ValueRef(),
                    ["low"] = ValueRef(),
                    ["high"] = ValueRef(),
                    ["unit"] = Of("string", "Unit of value, low and high."),
                    ["scale"] = Choice("How the range is walked.", ["log", "linear"]),
                },
            }),
    };

    static JsonObject Times() => new()
    {
        ["description"] = "When curves are read.",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "array", ["items"] = ValueRef(), ["minItems"] = 1 },
            new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    ["first"] = ValueRef(),
                    ["last"] = ValueRef(),
                    ["count"] = AtLeast(Of("integer", "Number of times."), 2),
                    ["spacing"] = Choice("A fixed factor or a fixed step.", ["geometric", "linear"]),
                    ["unit"] = Of("string", "Unit of first and last."),
                },
            }),
    };

    internal static JsonObject ValueRef() => new() { ["$ref"] = "#/$defs/value" };

    static JsonObject Of(string type, string description) => new() { ["type"] = type, ["description"] = description };

    static JsonObject AtLeast(JsonObject number, int least)
    {
        number["minimum"] = least;
        return number;
    }

    static JsonObject Choice(string description, IEnumerable<string> names) => new()
    {
        ["description"] = description,
        ["enum"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
    };
}
