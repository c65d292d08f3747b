using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>
/// Where the lanes of one worker stand in their schedules: the levels that hold, and the piece from the event behind them to the next
/// one or the end.
/// </summary>
readonly unsafe struct LaneSchedule<T> where T : unmanaged, IReal<T>
{
    /// <summary>Numbers of a piece: both parts of where it begins and of where it ends, its length, and 1 where it ends at an
    /// event.</summary>
    public const int Numbers = 6;

    readonly Schedule? schedule;
    readonly T* levels;
    readonly T* piece;
    readonly T* times;
    readonly T* timeRests;
    readonly int* eventIndex;
    readonly double end;

    public LaneSchedule(Schedule? schedule, ReleaseModel model, LaneMemory<T> memory, double end)
    {
        this.schedule = schedule;
        this.end = end;
        levels = memory.Parameters + model.Parameters.Count;
        piece = memory.Piece;
        times = memory.Times;
        timeRests = memory.TimeRests;
        eventIndex = memory.EventTime;
        for (int lane = 0; lane < T.Width; lane++)
            SetPiece(lane, 0, double.PositiveInfinity);
        for (int input = 0; input < model.Inputs.Count; input++)
            levels[input] = T.FromDouble(model.Inputs[input].Usual);
    }

    /// <summary>The event behind each lane.</summary>
    public T Since => piece[0];

    /// <summary>How long after it each lane stops.</summary>
    public T Length => piece[4];

    /// <summary>Mask of the lanes that stop at an event.</summary>
    public T StopsAtEvent => T.Less(T.FromDouble(0.5), piece[5]);

    /// <summary>When the output at a place of the table of times is due in each lane, counted from the event behind it.</summary>
    public T Due(T place) => SplitTime.Due(
        T.Gather(ref *times, place), T.Gather(ref *timeRests, place), piece[0], piece[1], piece[2], piece[3], piece[4]);

    /// <summary>The same of curves that come late.</summary>
    public T Due(T place, T delay)
    {
        (T high, T low) = SplitTime.Earlier(T.Gather(ref *times, place), T.Gather(ref *timeRests, place), delay);
        return SplitTime.Due(high, low, piece[0], piece[1], piece[2], piece[3], piece[4]);
    }

    /// <summary>Puts a lane at the beginning of a sample's schedule; an idle one, of sample -1, meets no events.</summary>
    public void Initialize(int lane, long sample)
    {
        if (sample < 0)
            SetPiece(lane, 0, double.PositiveInfinity);
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
        SetPiece(lane, schedule.EventTime(sample, index), schedule.EventTime(sample, index + 1));
    }

    void SetPiece(int lane, double since, double next)
    {
        SplitTime.Set(ref piece[0], ref piece[1], lane, since);
        SplitTime.Set(ref piece[2], ref piece[3], lane, Math.Min(end, next));
        piece[4] = SplitTime.Since(piece[2], piece[3], piece[0], piece[1]);
        T.Set(ref piece[5], lane, next < end ? 1 : 0);
    }
}
