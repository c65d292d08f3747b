using SurrogateEngine.Kernels;
using SurrogateEngine.Scenarios;

namespace SurrogateEngine;

/// <summary>What is said about schedules of outside conditions.</summary>
public static partial class Refusals
{
    internal static RefusedException NoSchedule(Place at, ReleaseLaw law) =>
        new($"{at}: {law.Name} feels no outside conditions; remove schedule, or use {Spelling.Quoted(Catalog.Laws.Where(other => other.Channels.Count > 0).Select(other => other.Name))}.");

    internal static RefusedException EdgeWithoutTime(Place at) =>
        new($"{at}: this edge does not say when it comes; add \"at\": 0 or a later time.");

    internal static RefusedException ScheduleNotFromStart(Place at, double time, string unit) =>
        new($"{at}: the schedule begins at {With(time, unit)}; put an edge at 0 before it that says what holds from the start.");

    internal static RefusedException EdgesNotAscending(Place at, double time, double before, string unit) =>
        new($"{at}: an edge at {With(time, unit)} does not come after the one at {With(before, unit)}; list edges in ascending order, and write what comes at the same time as one edge.");

    internal static RefusedException LevelOutOfDomain(Place at, Channel channel, double level) =>
        new($"{at}: {channel.Name} is {With(level, channel.Unit)} and the law holds only {Domain(channel)}; correct it.");

    static string Domain(Channel channel) => (channel.DomainLow, channel.DomainHigh) switch
    {
        (_, double.MaxValue) => $"from {With(channel.DomainLow, channel.Unit)}",
        (double.MinValue, _) => $"up to {With(channel.DomainHigh, channel.Unit)}",
        _ => $"from {With(channel.DomainLow, channel.Unit)} to {With(channel.DomainHigh, channel.Unit)}",
    };
}
