using System.Text.Json;
using SurrogateEngine.Kernels;

namespace SurrogateEngine.Scenarios;

/// <summary>
/// Reads the <c>schedule</c> of a scenario: a list of events, each with the time <c>at</c> which it comes and what it sets. A level
/// that an event does not name holds on; a dose arrives only where it is named. An entry of the list may also be a train of pulses
/// (<c>every</c>, <c>count</c>, <c>for</c>), a ramp (<c>until</c>) or name a place (<c>in</c>); a text is a journey through places.
/// </summary>
static class ScheduleReader
{
    const int MostEvents = 10_000;

    /// <summary>Steps of a ramp: its curve is then within a thousandth of that of a straight line.</summary>
    const int RampSteps = 20;

    /// <summary>What is read so far.</summary>
    sealed class Events(ReleaseModel model)
    {
        readonly List<double> times = [], levels = [];

        public ReleaseModel Model => model;

        /// <summary>What holds after the last event.</summary>
        public double[] Held { get; } = [.. model.Inputs.Select(input => input.Usual)];

        public int Count => times.Count;

        public double? Last => times.Count == 0 ? null : times[^1];

        /// <summary>True where an entry that spans some time ends at the last event: another may begin there.</summary>
        public bool IsOpenEnded { get; set; }

        public void Add(double time, IReadOnlyList<double> now)
        {
            if (Last == time)
            {
                times.RemoveAt(times.Count - 1);
                levels.RemoveRange(levels.Count - now.Count, now.Count);
            }

            times.Add(time);
            levels.AddRange(now);
            for (int input = 0; input < Held.Length; input++)
                Held[input] = model.Inputs[input].Kind == InputKind.Dose ? 0 : now[input];
        }

        public Schedule ToSchedule() => new([.. times], [.. levels]);
    }

    public static Schedule? Read(LocatedJson? json, ReleaseModel model)
    {
        if (json is null)
            return model.DefaultSchedule;
        if (model.Inputs.Count == 0)
            throw Refusals.NoSchedule(json.Place, model);
        var events = new Events(model);
        if (json.Kind == JsonValueKind.String)
            ReadJourney(json, events);
        else
            ReadList(json, events);
        return events.Count <= MostEvents ? events.ToSchedule()
            : throw Refusals.OutOfLimits(json.Place, "the number of events", $"{events.Count}", 1, MostEvents, false);
    }

    static void ReadList(LocatedJson json, Events events)
    {
        if (json.Kind != JsonValueKind.Array)
            throw Refusals.WrongKind(json.Place, "schedule must be a list of events such as { \"at\": 0, … }", json);
        if (json.Items.Count is 0 or > MostEvents)
            throw Refusals.OutOfLimits(json.Place, "the number of events", $"{json.Items.Count}", 1, MostEvents, json.Items.Count == 0);
        foreach (LocatedJson entry in json.Items)
        {
            double time = ReadTime(entry, events);
            if (entry["until"] is { } until)
                Ramp(entry, time, until, events);
            else if (entry["every"] is { } every)
                Pulses(entry, time, every, events);
            else
            {
                foreach (string key in (string[])["count", "for", "steps"])
                    if (entry[key] is { } stray)
                        throw Refusals.StrayInEvent(stray.Place, key);
                events.Add(time, Levels(entry, events.Held, events.Model));
                events.IsOpenEnded = false;
            }
        }
    }

    static double ReadTime(LocatedJson entry, Events events)
    {
        ReleaseModel model = events.Model;
        JsonValues.ExpectObject(entry, "an event of the schedule");
        entry.AllowOnly(["at", .. model.Inputs.Select(input => input.Name), "in", "until", "steps", "every", "count", "for"],
            $"an event of {model.Name}'s schedule");
        LocatedJson at = entry["at"] ?? throw Refusals.EventWithoutTime(entry.Place);
        double time = Time(at, "an event's time", model);
        if (events.Last is null && time != 0)
            throw Refusals.ScheduleNotFromStart(at.Place, time, model.TimeUnit);
        if (events.Last is { } last && !(time - last > Schedule.LeastGap * last) && !(events.IsOpenEnded && time == last))
            throw Refusals.EventsNotAscending(at.Place, time, last, model.TimeUnit);
        return time;
    }

    static double Time(LocatedJson json, string what, ReleaseModel model) =>
        Quantity.Read(json, null, model.TimeUnit, what, bareAllowed: true);

    /// <summary>What holds from an entry on: what held before, changed by the place it names and by what it sets.</summary>
    static double[] Levels(LocatedJson entry, IReadOnlyList<double> held, ReleaseModel model)
    {
        double[] now = [.. held];
        if (entry["in"] is { } place)
            Places.Enter(JsonValues.Choice(place, "", Places.Names), place.Place, model, now);
        for (int input = 0; input < now.Length; input++)
            now[input] = ReadLevel(entry[model.Inputs[input].Name], model.Inputs[input], now[input]);
        return now;
    }

    static double ReadLevel(LocatedJson? json, Input input, double held)
    {
        if (json is null)
            return input.Kind == InputKind.Dose ? 0 : held;
        double level = Quantity.Read(json, null, input.Unit, input.Name, bareAllowed: false);
        return input.InDomain(level) ? level : throw Refusals.LevelOutOfDomain(json.Place, input, level);
    }

    /// <summary>From what held before to what the entry names, in even steps whose levels are those in their middle.</summary>
    static void Ramp(LocatedJson entry, double time, LocatedJson until, Events events)
    {
        foreach (string key in (string[])["every", "count", "for"])
            if (entry[key] is { } stray)
                throw Refusals.StrayInEvent(stray.Place, key);
        double end = Time(until, "the end of a ramp", events.Model);
        if (!(end > time))
            throw Refusals.EndBeforeBegin(until.Place, "until", end, time, events.Model.TimeUnit);
        int steps = (int)JsonValues.Whole(entry["steps"], RampSteps, 1, 1000);
        double[] from = [.. events.Held], to = Levels(entry, from, events.Model);
        for (int step = 0; step < steps; step++)
        {
            double share = (step + 0.5) / steps;
            bool isFirst = step == 0;
            double[] now = [.. from.Select((level, input) => events.Model.Inputs[input].Kind != InputKind.Dose
                ? level + share * (to[input] - level) : isFirst ? to[input] : 0)];
            events.Add(time + (end - time) * step / steps, now);
        }

        events.Add(end, [.. to.Select((level, input) => events.Model.Inputs[input].Kind == InputKind.Dose ? 0 : level)]);
        events.IsOpenEnded = true;
    }

    /// <summary>The same again and again, with what held before in between.</summary>
    static void Pulses(LocatedJson entry, double time, LocatedJson every, Events events)
    {
        ReleaseModel model = events.Model;
        if (entry["steps"] is { } stray)
            throw Refusals.StrayInEvent(stray.Place, "steps");
        double period = Time(every, "the time between pulses", model);
        long count = JsonValues.Whole(entry["count"] ?? throw Refusals.PulsesWithoutCount(entry.Place), 1, 1, MostEvents);
        double[] rest = [.. events.Held], pulse = Levels(entry, rest, model);
        bool changes = pulse.Where((level, input) => model.Inputs[input].Kind == InputKind.Level && level != rest[input]).Any();
        double width = entry["for"] is { } length ? Time(length, "the length of a pulse", model)
            : changes ? throw Refusals.PulseWithoutLength(entry.Place) : 0;
        if (!(period > width) || (changes && !(width > 0)))
            throw Refusals.EndBeforeBegin(every.Place, "every", period, width, model.TimeUnit);
        for (int i = 0; i < count; i++)
        {
            events.Add(time + i * period, pulse);
            if (changes)
                events.Add(time + i * period + width, rest);
        }

        events.IsOpenEnded = changes;
    }

    /// <summary><c>blood 6 h -> tumor 12 h -> lysosome</c>: places, and how long in each but the last.</summary>
    static void ReadJourney(LocatedJson json, Events events)
    {
        string[] stays = json.Text.Split("->", StringSplitOptions.TrimEntries);
        double time = 0;
        for (int i = 0; i < stays.Length; i++)
        {
            string[] words = stays[i].Split(' ', 2, StringSplitOptions.TrimEntries);
            double[] now = [.. events.Held];
            if (!Places.Names.Contains(words[0]))
                throw Refusals.NotAChoice(json.Place, "a place of the journey", words[0], Places.Names);
            Places.Enter(words[0], json.Place, events.Model, now);
            // What is given once arrives at the start.
            if (i == 0)
                for (int input = 0; input < now.Length; input++)
                    now[input] = events.Model.Inputs[input].Kind == InputKind.Dose ? 1 : now[input];
            events.Add(time, now);
            bool isLast = i == stays.Length - 1;
            if (isLast != (words.Length == 1))
                throw Refusals.JourneyStay(json.Place, stays[i], isLast);
            if (isLast)
                break;
            double stay = Quantity.Read(words[1], json.Place, Unit.TryParse(events.Model.TimeUnit)!, $"the stay in {words[0]}");
            time += stay > 0 ? stay : throw Refusals.JourneyStay(json.Place, stays[i], isLast);
        }
    }
}
