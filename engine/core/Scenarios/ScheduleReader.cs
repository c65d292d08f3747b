using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// Reads the <c>schedule</c> of a scenario: a list of edges, each with the time <c>at</c> which it comes and what it sets. A level
/// that an edge does not name holds on; a dose arrives only where it is named.
/// </summary>
static class ScheduleReader
{
    const int MostEdges = 10_000;

    public static Schedule? Read(LocatedJson? json, ReleaseLaw law)
    {
        if (json is null)
            return law.DefaultSchedule;
        if (law.Channels.Count == 0)
            throw Refusals.NoSchedule(json.Place, law);
        if (json.Kind != JsonValueKind.Array)
            throw Refusals.WrongKind(json.Place, "schedule must be a list of edges such as { \"at\": 0, … }", json);
        if (json.Items.Count is 0 or > MostEdges)
            throw Refusals.OutOfLimits(json.Place, "the number of edges", $"{json.Items.Count}", 1, MostEdges, json.Items.Count == 0);
        var edges = new double[json.Items.Count];
        var levels = new List<double>();
        double[] held = [.. law.Channels.Select(channel => channel.Usual)];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = ReadTime(json.Items[i], i == 0 ? null : edges[i - 1], law);
            for (int channel = 0; channel < held.Length; channel++)
                held[channel] = ReadLevel(json.Items[i][law.Channels[channel].Name], law.Channels[channel], held[channel]);
            levels.AddRange(held);
        }

        return new Schedule(edges, [.. levels]);
    }

    static double ReadTime(LocatedJson edge, double? before, ReleaseLaw law)
    {
        JsonValues.ExpectObject(edge, "an edge of the schedule");
        edge.AllowOnly(["at", .. law.Channels.Select(channel => channel.Name)], $"an edge of {law.Name}'s schedule");
        LocatedJson at = edge["at"] ?? throw Refusals.EdgeWithoutTime(edge.Place);
        double time = Quantity.Read(at, null, law.TimeUnit, "an edge's time", bareAllowed: true);
        if (before is null && time != 0)
            throw Refusals.ScheduleNotFromStart(at.Place, time, law.TimeUnit);
        if (before is { } last && !(time - last > Schedule.LeastGap * last))
            throw Refusals.EdgesNotAscending(at.Place, time, last, law.TimeUnit);
        return time;
    }

    static double ReadLevel(LocatedJson? json, Channel channel, double held)
    {
        if (json is null)
            return channel.Kind == ChannelKind.Dose ? 0 : held;
        double level = Quantity.Read(json, null, channel.Unit, channel.Name, bareAllowed: false);
        return channel.InDomain(level) ? level : throw Refusals.LevelOutOfDomain(json.Place, channel, level);
    }
}
