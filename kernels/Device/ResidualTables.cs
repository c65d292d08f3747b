using System.Runtime.CompilerServices;
using ILGPU;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Residuals;

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

/// <summary>Proposed curves and where the answer goes: the one argument of a residual's kernels.</summary>
/// <param name="chunk">The tables.</param>
/// <param name="shape">Sizes.</param>
/// <param name="parameters">True if derivatives by parameters are asked for.</param>
readonly struct ResidualTables<T>(ResidualChunk<T> chunk, ResidualShape shape, bool parameters = false)
    where T : unmanaged, IReal<T>
{
    /// <summary>Shape [scenarios, columns].</summary>
    public readonly ArrayView<T> Parameters = chunk.Parameters;

    /// <summary>Collocation times, shape [times] or [scenarios, times].</summary>
    public readonly ArrayView<T> Times = chunk.Times;

    /// <summary>What holds outside at each of those times, behind it the next channel's.</summary>
    public readonly ArrayView<T> Conditions = chunk.Conditions;

    /// <summary>Proposed y, shape [points, states].</summary>
    public readonly ArrayView<T> States = chunk.States;

    /// <summary>Proposed dy/dt, or the cotangent v, shape [points, states].</summary>
    public readonly ArrayView<T> Given = chunk.Given;

    /// <summary>Receives r, or -J^T v, shape [points, states].</summary>
    public readonly ArrayView<T> Answer = chunk.Answer;

    /// <summary>Receives (df/dp)^T v of every point, shape [points, columns].</summary>
    public readonly ArrayView<T> ByPoint = chunk.ByPoint;

    /// <summary>Receives -(df/dp)^T v summed over times, shape [scenarios, columns].</summary>
    public readonly ArrayView<T> ToParameters = chunk.ToParameters;

    /// <summary>See <see cref="DeviceGrid{T}"/>.</summary>
    public readonly ArrayView<T> Geometry = chunk.Geometry;

    /// <summary>The threads' records.</summary>
    public readonly ArrayView<T> Scratch = chunk.Scratch;

    /// <summary>Sizes.</summary>
    public readonly ResidualShape Shape = shape;

    /// <summary>Parameters that derivatives are asked for: all or none.</summary>
    public readonly int Asked = parameters ? shape.Columns : 0;

    /// <summary>A thread's records.</summary>
    public DeviceRows<T> Rows(int thread) => new(Scratch, PointFields.Count, Shape.Threads, thread);

    /// <summary>The shells.</summary>
    public DeviceGrid<T> Grid => new(Geometry, Shape.Shells, default);

    /// <summary>Puts a point's row of a table of shape [points, states] into a field of the thread's records.</summary>
    public void Load(ArrayView<T> table, DeviceRows<T> rows, int point, int field)
    {
        for (int state = 0; state < Shape.States; state++)
            rows[state, field] = table[point * Shape.States + state];
    }

    public T Time(int point) => Times[TimeOf(point)];

    public PointRow<T> Row(int point) =>
        new(Parameters, point / Shape.Times * Shape.Columns, Shape.Columns, Conditions, TimeOf(point) * Shape.Channels);

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
