namespace SurrogateEngine.Kernels;

/// <summary>Refuses a schedule that does not fit the model or the batch, before any work is done.</summary>
static class ScheduleCheck
{
    /// <summary>The schedule a batch is solved with; null for a model that depends on nothing from outside.</summary>
    public static Schedule? Of(ReleaseModel model, BatchOptions options, int samples)
    {
        if (options.Schedule is not { } schedule)
            return model.DefaultSchedule;
        if (model.Inputs.Count == 0)
            throw new ArgumentException($"'{model.Name}' depends on no outside conditions; leave the schedule out.");
        if (schedule.Inputs != model.Inputs.Count)
            throw new ArgumentException(
                $"The schedule has {schedule.Inputs} levels per event and '{model.Name}' has {model.Inputs.Count} inputs: {string.Join(", ", model.Inputs.Select(input => input.Name))}.");
        if (schedule.Sets != 1 && schedule.Sets != samples)
            throw new ArgumentException($"There are {schedule.Sets} schedules for {samples} samples; give one to each, or one to all.");
        for (int set = 0; set < schedule.Sets; set++)
            One(model, schedule, set);
        return schedule;
    }

    static void One(ReleaseModel model, Schedule schedule, int set)
    {
        string name = schedule.Sets == 1 ? "the schedule" : $"the schedule of sample {set}";
        if (schedule.EventTime(set, 0) != 0)
            throw new ArgumentException($"The first event of {name} is at {schedule.EventTime(set, 0)}; it must be at 0.");
        for (int index = 0; index < schedule.Events; index++)
        {
            double eventIndex = schedule.EventTime(set, index), next = schedule.EventTime(set, index + 1);
            if (!(next - eventIndex > Schedule.LeastGap * eventIndex) && !double.IsPositiveInfinity(eventIndex))
                throw new ArgumentException(
                    $"Event {index + 1} of {name}, at {next}, does not come far enough after the one at {eventIndex}; leave more than {Schedule.LeastGap} of the time between them.");
            for (int input = 0; input < schedule.Inputs; input++)
            {
                if (!model.Inputs[input].InDomain(schedule.Level(set, index, input)))
                    throw new ArgumentException(
                        $"{model.Inputs[input].Name} is {schedule.Level(set, index, input)} in {name}, which is outside what '{model.Name}' holds for.");
            }
        }
    }
}
