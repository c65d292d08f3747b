namespace SurrogateEngine.Kernels;

/// <summary>Refuses a schedule that does not fit the law or the batch, before any work is done.</summary>
static class ScheduleCheck
{
    /// <summary>The schedule a batch is solved with; null for a law that feels nothing from outside.</summary>
    public static Schedule? Of(ReleaseLaw law, EnsembleOptions options, int scenarios)
    {
        if (options.Schedule is not { } schedule)
            return law.DefaultSchedule;
        if (law.Channels.Count == 0)
            throw new ArgumentException($"'{law.Name}' feels no outside conditions; leave the schedule out.");
        if (schedule.Channels != law.Channels.Count)
            throw new ArgumentException($"The schedule has {schedule.Channels} levels an edge and '{law.Name}' has {law.Channels.Count} channels: {string.Join(", ", law.Channels.Select(channel => channel.Name))}.");
        if (schedule.Sets != 1 && schedule.Sets != scenarios)
            throw new ArgumentException($"There are {schedule.Sets} schedules for {scenarios} scenarios; give one to each, or one to all.");
        for (int set = 0; set < schedule.Sets; set++)
            One(law, schedule, set);
        return schedule;
    }

    static void One(ReleaseLaw law, Schedule schedule, int set)
    {
        string name = schedule.Sets == 1 ? "the schedule" : $"the schedule of scenario {set}";
        if (schedule.Edge(set, 0) != 0)
            throw new ArgumentException($"The first edge of {name} is at {schedule.Edge(set, 0)}; it must be at 0.");
        for (int index = 0; index < schedule.Edges; index++)
        {
            double edge = schedule.Edge(set, index), next = schedule.Edge(set, index + 1);
            if (!(next - edge > Schedule.LeastGap * edge) && !double.IsPositiveInfinity(edge))
                throw new ArgumentException($"Edge {index + 1} of {name}, at {next}, does not come far enough after the one at {edge}; leave more than {Schedule.LeastGap} of the time between them.");
            for (int channel = 0; channel < schedule.Channels; channel++)
            {
                if (!law.Channels[channel].InDomain(schedule.Level(set, index, channel)))
                    throw new ArgumentException($"{law.Channels[channel].Name} is {schedule.Level(set, index, channel)} in {name}, which is outside what '{law.Name}' holds for.");
            }
        }
    }
}
