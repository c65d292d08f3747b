using System.Runtime.CompilerServices;
using ILGPU;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Sizes of a launch of a residual kernel.</summary>
/// <param name="points">Points of the launch: samples times collocation times.</param>
/// <param name="times">Collocation times of a sample.</param>
/// <param name="timeStride">From a sample's times to the next one's: 0 where all share them.</param>
/// <param name="columns">Parameters of the model.</param>
/// <param name="inputs">Outside conditions that it depends on.</param>
/// <param name="states">States of the model.</param>
/// <param name="shells">Shells of a sphere model, else 0.</param>
/// <param name="threads">Threads that share the points.</param>
readonly struct ResidualShape(int points, int times, int timeStride, int columns, int inputs, int states, int shells, int threads)
{
    public readonly int Points = points, Times = times, TimeStride = timeStride;
    public readonly int Columns = columns, Inputs = inputs, States = states, Shells = shells, Threads = threads;
}

/// <summary>Proposed curves and where the answer goes: the one argument of a residual's kernels.</summary>
/// <param name="chunk">The tables.</param>
/// <param name="shape">Sizes.</param>
/// <param name="parameters">True if derivatives by parameters are asked for.</param>
readonly struct ResidualTables<T>(ResidualChunk<T> chunk, ResidualShape shape, bool parameters = false)
    where T : unmanaged, IReal<T>
{
    /// <summary>Shape [samples, columns].</summary>
    public readonly ArrayView<T> Parameters = chunk.Parameters;

    /// <summary>Collocation times, shape [times] or [samples, times].</summary>
    public readonly ArrayView<T> Times = chunk.Times;

    /// <summary>What holds outside at each of those times, behind it the next input's.</summary>
    public readonly ArrayView<T> Conditions = chunk.Conditions;

    /// <summary>Proposed y, shape [points, states].</summary>
    public readonly ArrayView<T> States = chunk.States;

    /// <summary>Proposed dy/dt, or the cotangent v, shape [points, states].</summary>
    public readonly ArrayView<T> Given = chunk.Given;

    /// <summary>Receives r, or -J^T v, shape [points, states].</summary>
    public readonly ArrayView<T> Answer = chunk.Answer;

    /// <summary>Receives (df/dp)^T v of every point, shape [points, columns].</summary>
    public readonly ArrayView<T> ByPoint = chunk.ByPoint;

    /// <summary>Receives -(df/dp)^T v summed over times, shape [samples, columns].</summary>
    public readonly ArrayView<T> ToParameters = chunk.ToParameters;

    /// <summary>See <see cref="DeviceGrid{T}"/>.</summary>
    public readonly ArrayView<T> Geometry = chunk.Geometry;

    /// <summary>The threads' workspaces.</summary>
    public readonly ArrayView<T> Scratch = chunk.Scratch;

    /// <summary>Sizes.</summary>
    public readonly ResidualShape Shape = shape;

    /// <summary>Parameters that derivatives are asked for: all or none.</summary>
    public readonly int Asked = parameters ? shape.Columns : 0;

    /// <summary>A thread's workspace.</summary>
    public DeviceWorkspaceView<T> Rows(int thread) => new(Scratch, PointFields.Count, Shape.Threads, thread);

    /// <summary>The shells.</summary>
    public DeviceGrid<T> Grid => new(Geometry, Shape.Shells, default);

    /// <summary>Puts a point's row of a table of shape [points, states] into a field of the thread's workspace.</summary>
    public void Load(ArrayView<T> table, DeviceWorkspaceView<T> workspace, int point, int field)
    {
        for (int state = 0; state < Shape.States; state++)
            workspace[state, field] = table[point * Shape.States + state];
    }

    public T Time(int point) => Times[TimeOf(point)];

    public PointParameters<T> Row(int point) =>
        new(Parameters, point / Shape.Times * Shape.Columns, Shape.Columns, Conditions, TimeOf(point) * Shape.Inputs);

    int TimeOf(int point) => point / Shape.Times * Shape.TimeStride + point % Shape.Times;
}

/// <summary>A point's parameters and behind them the outside conditions that hold at its time.</summary>
readonly struct PointParameters<T>(ArrayView<T> parameters, int first, int columns, ArrayView<T> conditions, int firstCondition)
    : IParameters<T>
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
