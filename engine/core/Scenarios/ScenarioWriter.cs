using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SurrogateEngine.Scenarios;

/// <summary>Writes the canonical text of a scenario.</summary>
static class ScenarioWriter
{
    public static string Canonical(Scenario scenario)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, scenario);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Hash(Scenario scenario) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(scenario))));

    static void Write(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteStartObject();
        json.WriteString("model", scenario.Model.Name);
        json.WriteNumber("model_version", scenario.Model.Version);
        json.WriteStartObject("parameters");
        foreach (ParameterRange range in scenario.Parameters)
            Write(json, range);
        json.WriteEndObject();
        json.WriteString("sampler", scenario.Sampler);
        json.WriteNumber("samples", scenario.Samples);
        json.WriteNumber("seed", scenario.Seed);
        json.WriteStartArray("times");
        foreach (double time in scenario.Times)
            json.WriteNumberValue(time);
        json.WriteEndArray();
        if (scenario.Schedule is { } schedule)
            ScheduleWriter.Write(json, schedule, scenario.Model);
        json.WriteNumber("relative_tolerance", scenario.RelativeTolerance);
        json.WriteNumber("absolute_tolerance", scenario.AbsoluteTolerance);
        json.WriteString("solver", scenario.Solver);
        json.WriteString("precision", Word(scenario.Precision));
        json.WriteNumber("max_steps", scenario.MaxSteps);
        if (scenario.Shells > 0)
        {
            json.WriteNumber("shells", scenario.Shells);
            json.WriteNumber("grading", scenario.Grading);
        }

        json.WriteNumber("shard_size", scenario.ShardSize);
        json.WriteEndObject();
    }

    static void Write(Utf8JsonWriter json, ParameterRange range)
    {
        json.WriteStartObject(range.Name);
        if (range.IsFixed)
        {
            json.WriteNumber("value", range.Low);
            json.WriteString("unit", range.Unit);
        }
        else
        {
            json.WriteNumber("low", range.Low);
            json.WriteNumber("high", range.High);
            json.WriteString("unit", range.Unit);
            json.WriteString("scale", Word(range.Scale));
        }

        json.WriteEndObject();
    }

    /// <summary>An enum's value as a scenario file writes it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
