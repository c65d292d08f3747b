using System.Runtime.CompilerServices;
using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Sizes of the schedules in a device's table.</summary>
/// <param name="edges">Edges of each.</param>
/// <param name="channels">Levels at each edge.</param>
/// <param name="stride">Numbers from one scenario's schedule to the next; 0 where all share one.</param>
readonly struct ScheduleShape(int edges, int channels, int stride)
{
    public readonly int Edges = edges, Channels = channels, Stride = stride;

    /// <summary>The sizes of a schedule; of none where it is null.</summary>
    public static ScheduleShape Of(Schedule? schedule) => schedule is null ? default
        : new(schedule.Edges, schedule.Channels, schedule.Sets == 1 ? 0 : LengthOf(schedule));

    /// <summary>Numbers that the schedules of <paramref name="scenarios"/> scenarios take; a view must show something even without any.</summary>
    public static int LengthFor(Schedule? schedule, int scenarios) =>
        schedule is null ? 1 : LengthOf(schedule) * (schedule.Sets == 1 ? 1 : scenarios);

    /// <summary>The table: for each schedule its edges, infinity, then levels edge by edge.</summary>
    public static T[] Table<T>(Schedule schedule) where T : unmanaged, IReal<T>
    {
        var table = new List<T>();
        for (int set = 0; set < schedule.Sets; set++)
        {
            for (int index = 0; index <= schedule.Edges; index++)
                table.Add(T.Of(schedule.Edge(set, index)));
            for (int index = 0; index < schedule.Edges; index++)
                for (int channel = 0; channel < schedule.Channels; channel++)
                    table.Add(T.Of(schedule.Level(set, index, channel)));
        }

        return [.. table];
    }

    static int LengthOf(Schedule schedule) => schedule.Edges + 1 + schedule.Edges * schedule.Channels;
}

/// <summary>One scenario's row with the levels that hold behind its parameters.</summary>
readonly struct DeviceScheduledRow<T>(DeviceRow<T> parameters, int columns, ArrayView<T> levels, int first) : IRow<T>
    where T : unmanaged
{
    readonly DeviceRow<T> parameters = parameters;
    readonly ArrayView<T> levels = levels;
    readonly int columns = columns, first = first;

    public T this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => column < columns ? parameters[column] : levels[first + column - columns];
    }
}
