using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Host;

/// <summary>Where the lanes of one worker stand in their schedules: the levels that hold, and the time of the next edge.</summary>
readonly unsafe struct LaneSchedule<T> where T : unmanaged, IReal<T>
{
    readonly Schedule? schedule;
    readonly T* levels;
    readonly T* stop;
    readonly int* edge;
    readonly double end;

    public LaneSchedule(Schedule? schedule, ReleaseLaw law, LaneMemory<T> memory, double end)
    {
        this.schedule = schedule;
        this.end = end;
        levels = memory.Parameters + law.Parameters.Count;
        stop = memory.Stop;
        edge = memory.Edge;
        *stop = T.Of(end);
        for (int channel = 0; channel < law.Channels.Count; channel++)
            levels[channel] = T.Of(law.Channels[channel].Usual);
    }

    /// <summary>The next edge of each lane, or the end where that comes first.</summary>
    public T Stop => *stop;

    /// <summary>Puts a lane at the beginning of a scenario's schedule; an idle one, of scenario -1, meets no edges.</summary>
    public void Begin(int lane, long scenario)
    {
        if (scenario < 0)
            T.Set(ref *stop, lane, end);
        else
            Pass(lane, scenario, 0);
    }

    /// <summary>Takes a lane past the edge it stands at.</summary>
    public void Next(int lane, long scenario) => Pass(lane, scenario, edge[lane] + 1);

    void Pass(int lane, long scenario, int index)
    {
        edge[lane] = index;
        for (int channel = 0; channel < schedule!.Channels; channel++)
            T.Set(ref levels[channel], lane, schedule.Level(scenario, index, channel));
        T.Set(ref *stop, lane, Math.Min(end, schedule.Edge(scenario, index + 1)));
    }
}
