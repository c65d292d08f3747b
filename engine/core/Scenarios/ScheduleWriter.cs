using System.Globalization;
using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>Writes a schedule so that <see cref="ScheduleReader"/> reads the same numbers back.</summary>
static class ScheduleWriter
{
    /// <summary>Every edge with every channel, in the law's order and units.</summary>
    public static void Write(Utf8JsonWriter json, Schedule schedule, ReleaseLaw law)
    {
        json.WriteStartArray("schedule");
        for (int i = 0; i < schedule.Edges; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("at", schedule.Edge(0, i));
            for (int channel = 0; channel < law.Channels.Count; channel++)
                Write(json, law.Channels[channel], schedule.Level(0, i, channel));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Write(Utf8JsonWriter json, Channel channel, double level)
    {
        if (channel.Unit.Length == 0)
            json.WriteNumber(channel.Name, level);
        else
            json.WriteString(channel.Name, $"{level.ToString("R", CultureInfo.InvariantCulture)} {channel.Unit}");
    }

    /// <summary>The lines of a starting file, with a remark on every channel; nothing for a law without channels.</summary>
    public static string Lines(Scenario scenario)
    {
        if (scenario.Schedule is not { } schedule)
            return "";
        ReleaseLaw law = scenario.Law;
        string Edge(int i) => $"    {{ \"at\": {Number(schedule.Edge(0, i))}{string.Concat(law.Channels.Select((channel, c) => Entry(channel, schedule.Level(0, i, c))))} }},";
        return $"""


              // What happens from outside: levels hold until an edge sets them again, doses arrive at the edge that names them. Times in {law.TimeUnit}.
            {string.Join('\n', law.Channels.Select(About))}
              "schedule": [
            {string.Join('\n', Enumerable.Range(0, schedule.Edges).Select(Edge))}
              ],
            """;
    }

    static string Entry(Channel channel, double level) =>
        channel.Kind == ChannelKind.Dose && level == 0 ? ""
        : $", \"{channel.Name}\": {(channel.Unit.Length == 0 ? Number(level) : $"\"{Number(level)} {channel.Unit}\"")}";

    static string About(Channel channel) => $"  // {channel.Name}: {channel.Meaning}{(channel.Unit.Length == 0 ? "" : $", in {channel.Unit}")}";

    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-").Replace('E', 'e');
}
