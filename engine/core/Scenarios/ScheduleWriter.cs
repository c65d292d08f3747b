using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Writes a schedule so that <see cref="ScheduleReader"/> reads the same numbers back.</summary>
static class ScheduleWriter
{
    /// <summary>Every event with every input, in the model's order and units.</summary>
    public static void Write(Utf8JsonWriter json, Schedule schedule, ReleaseModel model)
    {
        json.WriteStartArray("schedule");
        for (int i = 0; i < schedule.Events; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("at", schedule.EventTime(0, i));
            for (int input = 0; input < model.Inputs.Count; input++)
                Write(json, model.Inputs[input], schedule.Level(0, i, input));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Input input, double level)
    {
        if (input.Unit.Length == 0)
            json.WriteNumber(input.Name, level);
        else
            json.WriteString(input.Name, $"{level.ToString("R", CultureInfo.InvariantCulture)} {input.Unit}");
    }

    /// <summary>The lines of a starting file, with a remark on every input; nothing for a model without inputs.</summary>
    public static string Lines(Scenario scenario)
    {
        if (scenario.Schedule is not { } schedule)
            return "";
        ReleaseModel model = scenario.Model;
        string EventTime(int i) =>
            $"    {{ \"at\": {Number(schedule.EventTime(0, i))}{string.Concat(model.Inputs.Select((input, c) => Entry(input, schedule.Level(0, i, c))))} }},";
        return $"""


              // What happens from outside: levels hold until an event sets them again, doses arrive at the event that names them. Times in {model.TimeUnit}.
            {string.Join('\n', model.Inputs.Select(About))}
              "schedule": [
            {string.Join('\n', Enumerable.Range(0, schedule.Events).Select(EventTime))}
              ],
            """;
    }

    static string Entry(Input input, double level) =>
        input.Kind == InputKind.Dose && level == 0 ? ""
        : $", \"{input.Name}\": {(input.Unit.Length == 0 ? Number(level) : $"\"{Number(level)} {input.Unit}\"")}";

    static string About(Input input) => $"  // {input.Name}: {input.Meaning}{(input.Unit.Length == 0 ? "" : $", in {input.Unit}")}";

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace('E', 'e');
}
