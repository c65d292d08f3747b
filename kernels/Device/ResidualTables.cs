using System.Runtime.CompilerServices;
using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Sizes of a launch of a residual kernel.</summary>
/// <param name="points">Points of the launch: scenarios times collocation times.</param>
/// <param name="times">Collocation times of a scenario.</param>
/// <param name="timeStride">From a scenario's times to the next one's: 0 where all share them.</param>
/// <param name="columns">Parameters of the law.</param>
/// <param name="channels">Outside conditions that it feels.</param>
/// <param name="states">States of the law.</param>
/// <param name="shells">Shells of a sphere law, else 0.</param>
/// <param name="threads">Threads that share the points.</param>
readonly struct ResidualShape(int points, int times, int timeStride, int columns, int channels, int states, int shells, int threads)
{
    public readonly int Points = points, Times = times, TimeStride = timeStride;
    public readonly int Columns = columns, Channels = channels, States = states, Shells = shells, Threads = threads;
}

/// <summary>Proposed curves as a kernel sees them.</summary>
/// <param name="parameters">Shape [scenarios, columns].</param>
/// <param name="times">Collocation times, shape [times] or [scenarios, times].</param>
/// <param name="conditions">What holds outside at each of those times, behind it the next channel's.</param>
/// <param name="states">Shape [scenarios, times, states].</param>
/// <param name="shape">Sizes.</param>
readonly struct ResidualTables<T>(ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> conditions, ArrayView<T> states, ResidualShape shape)
    where T : unmanaged, IReal<T>
{
    readonly ArrayView<T> parameters = parameters, times = times, conditions = conditions, states = states;

    public readonly ResidualShape Shape = shape;

    /// <summary>Puts a point's states into a field of the thread's records.</summary>
    public void Load(DeviceRows<T> rows, int point, int field) => Copy(states, rows, point, field);

    /// <summary>Puts a point's row of a table of shape [points, states] into a field of the thread's records.</summary>
    public void Copy(ArrayView<T> table, DeviceRows<T> rows, int point, int field)
    {
        for (int state = 0; state < Shape.States; state++)
            rows[state, field] = table[point * Shape.States + state];
    }

    public T Time(int point) => times[TimeOf(point)];

    public PointRow<T> Row(int point) =>
        new(parameters, point / Shape.Times * Shape.Columns, Shape.Columns, conditions, TimeOf(point) * Shape.Channels);

    int TimeOf(int point) => point / Shape.Times * Shape.TimeStride + point % Shape.Times;
}

/// <summary>A point's parameters and behind them the outside conditions that hold at its time.</summary>
readonly struct PointRow<T>(ArrayView<T> parameters, int first, int columns, ArrayView<T> conditions, int firstCondition) : IRow<T>
    where T : unmanaged
{
    readonly ArrayView<T> parameters = parameters, conditions = conditions;
    readonly int first = first, columns = columns, firstCondition = firstCondition;

    public T this[int column]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => column < columns ? parameters[first + column] : conditions[firstCondition + column - columns];
    }
}
