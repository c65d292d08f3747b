using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// Reads the <c>schedule</c> of a scenario: a list of events, each with the time <c>at</c> which it comes and what it sets. A level
/// that an event does not name holds on; a dose arrives only where it is named.
/// </summary>
static class ScheduleReader
{
    const int MostEvents = 10_000;

    public static Schedule? Read(LocatedJson? json, ReleaseModel model)
    {
        if (json is null)
            return model.DefaultSchedule;
        if (model.Inputs.Count == 0)
            throw Refusals.NoSchedule(json.Place, model);
        if (json.Kind != JsonValueKind.Array)
            throw Refusals.WrongKind(json.Place, "schedule must be a list of events such as { \"at\": 0, … }", json);
        if (json.Items.Count is 0 or > MostEvents)
            throw Refusals.OutOfLimits(json.Place, "the number of events", $"{json.Items.Count}", 1, MostEvents, json.Items.Count == 0);
        var entries = new double[json.Items.Count];
        var levels = new List<double>();
        double[] held = [.. model.Inputs.Select(input => input.Usual)];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = ReadTime(json.Items[i], i == 0 ? null : entries[i - 1], model);
            for (int input = 0; input < held.Length; input++)
                held[input] = ReadLevel(json.Items[i][model.Inputs[input].Name], model.Inputs[input], held[input]);
            levels.AddRange(held);
        }

        return new Schedule(entries, [.. levels]);
    }

    static double ReadTime(LocatedJson entry, double? before, ReleaseModel model)
    {
        JsonValues.ExpectObject(entry, "an event of the schedule");
        entry.AllowOnly(["at", .. model.Inputs.Select(input => input.Name)], $"an event of {model.Name}'s schedule");
        LocatedJson at = entry["at"] ?? throw Refusals.EventWithoutTime(entry.Place);
        double time = Quantity.Read(at, null, model.TimeUnit, "an event's time", bareAllowed: true);
        if (before is null && time != 0)
            throw Refusals.ScheduleNotFromStart(at.Place, time, model.TimeUnit);
        if (before is { } last && !(time - last > Schedule.LeastGap * last))
            throw Refusals.EventsNotAscending(at.Place, time, last, model.TimeUnit);
        return time;
    }

    static double ReadLevel(LocatedJson? json, Input input, double held)
    {
        if (json is null)
            return input.Kind == InputKind.Dose ? 0 : held;
        double level = Quantity.Read(json, null, input.Unit, input.Name, bareAllowed: false);
        return input.InDomain(level) ? level : throw Refusals.LevelOutOfDomain(json.Place, input, level);
    }
}
