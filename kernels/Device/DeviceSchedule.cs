using System.Runtime.CompilerServices;
using ILGPU;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Sizes of the schedules in a device's table.</summary>
/// <param name="eventTimes">Events of each.</param>
/// <param name="inputs">Levels at each event.</param>
/// <param name="stride">Numbers from one sample's schedule to the next; 0 where all share one.</param>
readonly struct ScheduleShape(int eventTimes, int inputs, int stride)
{
    public readonly int Events = eventTimes, Inputs = inputs, Stride = stride;

    /// <summary>The sizes of a schedule; of none where it is null.</summary>
    public static ScheduleShape Of(Schedule? schedule) => schedule is null ? default
        : new(schedule.Events, schedule.Inputs, schedule.Sets == 1 ? 0 : LengthOf(schedule));

    /// <summary>Numbers that the schedules of <paramref name="samples"/> samples take; a view must show something even without
    /// any.</summary>
    public static int LengthFor(Schedule? schedule, int samples) =>
        schedule is null ? 1 : LengthOf(schedule) * (schedule.Sets == 1 ? 1 : samples);

    /// <summary>The table: for each schedule both parts of its events and of infinity, then levels event by event.</summary>
    public static T[] Table<T>(Schedule schedule) where T : unmanaged, IReal<T>
    {
        var table = new List<T>();
        for (int set = 0; set < schedule.Sets; set++)
        {
            table.AddRange(BothParts<T>(Enumerable.Range(0, schedule.Events + 1).Select(index => schedule.EventTime(set, index))));
            for (int index = 0; index < schedule.Events; index++)
                for (int input = 0; input < schedule.Inputs; input++)
                    table.Add(T.FromDouble(schedule.Level(set, index, input)));
        }

        return [.. table];
    }

    /// <summary>The nearest numbers to all times, then what they leave of each.</summary>
    public static T[] BothParts<T>(IEnumerable<double> times) where T : unmanaged, IReal<T>
    {
        (T High, T Low)[] parts = [.. times.Select(SplitTime.Of<T>)];
        return [.. parts.Select(part => part.High), .. parts.Select(part => part.Low)];
    }

    /// <summary>Where levels begin behind both parts of the events and of infinity.</summary>
    public int FirstLevel => 2 * (Events + 1);

    static int LengthOf(Schedule schedule) => 2 * (schedule.Events + 1) + schedule.Events * schedule.Inputs;
}

/// <summary>One sample's row with the levels that hold behind its parameters.</summary>
readonly struct DeviceScheduledParameters<T>(DeviceParameters<T> parameters, int columns, ArrayView<T> levels, int first) : IParameters<T>
    where T : unmanaged
{
    readonly DeviceParameters<T> parameters = parameters;
    readonly ArrayView<T> levels = levels;
    readonly int columns = columns, first = first;

    public T this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => column < columns ? parameters[column] : levels[first + column - columns];
    }
}
