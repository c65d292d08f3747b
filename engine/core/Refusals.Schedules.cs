using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine;

/// <summary>What is said about schedules of outside conditions.</summary>
public static partial class Refusals
{
    internal static RefusedException NoSchedule(Place at, ReleaseModel model) =>
        new($"{at}: {model.Name} depends on no outside conditions; remove schedule, or use {Spelling.Quoted(Catalog.All.Where(other => other.Inputs.Count > 0).Select(other => other.Name))}.");

    internal static RefusedException EventWithoutTime(Place at) =>
        new($"{at}: this event does not say when it comes; add \"at\": 0 or a later time.");

    internal static RefusedException ScheduleNotFromStart(Place at, double time, string unit) =>
        new($"{at}: the schedule begins at {With(time, unit)}; put an event at 0 before it that says what holds from the start.");

    internal static RefusedException EventsNotAscending(Place at, double time, double before, string unit) =>
        new($"{at}: an event at {With(time, unit)} does not come after the one at {With(before, unit)}; list events in ascending order, and write what comes at the same time as one event.");

    internal static RefusedException LevelOutOfDomain(Place at, Input input, double level) =>
        new($"{at}: {input.Name} is {With(level, input.Unit)} and the model holds only {Domain(input)}; correct it.");

    internal static RefusedException StrayInEvent(Place at, string key) =>
        new($"{at}: '{key}' does not go with the rest of this event; pulses have every, count and for, ramps until and steps; remove it or add what is missing.");

    internal static RefusedException EndBeforeBegin(Place at, string key, double end, double begin, string unit) =>
        new($"{at}: {key} is {With(end, unit)} and must be more than {With(begin, unit)}; correct one of the two.");

    internal static RefusedException PulsesWithoutCount(Place at) =>
        new($"{at}: these pulses do not say how many there are; add \"count\": 5 or another number.");

    internal static RefusedException PulseWithoutLength(Place at) =>
        new($"{at}: these pulses do not say how long each lasts; add \"for\": \"10 min\" or another time.");

    internal static RefusedException JourneyStay(Place at, string stay, bool isLast) =>
        new(isLast ? $"{at}: a journey ends where it stays; write the last place without a time, not '{stay}'."
            : $"{at}: '{stay}' does not say how long; write a place and a time above 0, such as \"blood 6 h -> tumor\".");

    internal static RefusedException NoPlace(Place at, string name, ReleaseModel model) =>
        new($"{at}: {model.Name} follows neither pH nor temperature, so that it does not matter that it is in '{name}'; set {Spelling.Quoted(model.Inputs.Select(input => input.Name))} itself.");

    static string Domain(Input input) => (input.DomainLow, input.DomainHigh) switch
    {
        (_, double.MaxValue) => $"from {With(input.DomainLow, input.Unit)}",
        (double.MinValue, _) => $"up to {With(input.DomainHigh, input.Unit)}",
        _ => $"from {With(input.DomainLow, input.Unit)} to {With(input.DomainHigh, input.Unit)}",
    };
}
