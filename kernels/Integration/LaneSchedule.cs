using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>Where the lanes of one worker stand in their schedules: the levels that hold, and the time of the next event.</summary>
readonly unsafe struct LaneSchedule<T> where T : unmanaged, IReal<T>
{
    readonly Schedule? schedule;
    readonly T* levels;
    readonly T* stop;
    readonly int* eventIndex;
    readonly double end;

    public LaneSchedule(Schedule? schedule, ReleaseModel model, LaneMemory<T> memory, double end)
    {
        this.schedule = schedule;
        this.end = end;
        levels = memory.Parameters + model.Parameters.Count;
        stop = memory.Stop;
        eventIndex = memory.EventTime;
        *stop = T.FromDouble(end);
        for (int input = 0; input < model.Inputs.Count; input++)
            levels[input] = T.FromDouble(model.Inputs[input].Usual);
    }

    /// <summary>The next event of each lane, or the end where that comes first.</summary>
    public T Stop => *stop;

    /// <summary>Puts a lane at the beginning of a sample's schedule; an idle one, of sample -1, meets no events.</summary>
    public void Initialize(int lane, long sample)
    {
        if (sample < 0)
            T.Set(ref *stop, lane, end);
        else
            Pass(lane, sample, 0);
    }

    /// <summary>Takes a lane past the event it stands at.</summary>
    public void Next(int lane, long sample) => Pass(lane, sample, eventIndex[lane] + 1);

    void Pass(int lane, long sample, int index)
    {
        eventIndex[lane] = index;
        for (int input = 0; input < schedule!.Inputs; input++)
            T.Set(ref levels[input], lane, schedule.Level(sample, index, input));
        T.Set(ref *stop, lane, Math.Min(end, schedule.EventTime(sample, index + 1)));
    }
}
