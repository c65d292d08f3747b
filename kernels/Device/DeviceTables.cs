using ILGPU;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers.Control;

namespace SurrogateEngine.Kernels.Device;

/// <summary>What a launch works on: the one argument of its kernel.</summary>
/// <param name="slot">The chunk's tables.</param>
/// <param name="constants">What all chunks read.</param>
/// <param name="controller">How steps are chosen.</param>
/// <param name="shape">Sizes and limits.</param>
readonly struct DeviceTables<T>(DeviceSlot<T> slot, DeviceConstants<T> constants, StepController<T> controller, DeviceShape<T> shape)
    where T : unmanaged, IReal<T>
{
    /// <summary>Column after column, shape [columns, count], then delays where curves come late.</summary>
    public readonly ArrayView<T> Parameters = slot.Parameters;

    /// <summary>Output times, then infinity, then the second part of each; see <see cref="Integration.SplitTime"/>.</summary>
    public readonly ArrayView<T> Times = constants.Times;

    /// <summary>Shape [count, outputs, times]; NaN wherever nothing is written.</summary>
    public readonly ArrayView<T> Curves = slot.Curves;

    /// <summary>See <see cref="ScheduleShape.Table"/>.</summary>
    public readonly ArrayView<T> Schedules = slot.Schedules;

    /// <summary>See <see cref="DeviceGrid{T}"/>.</summary>
    public readonly ArrayView<T> Shells = constants.Shells;

    /// <summary>The plan of a network.</summary>
    public readonly ArrayView<int> Plan = constants.Plan;

    /// <summary>The threads' workspaces, see <see cref="DeviceWorkspaceView{T}"/>.</summary>
    public readonly ArrayView<T> Scratch = slot.Scratch;

    /// <summary>One a sample; <see cref="Outcome.NotRun"/> is waiting to be solved.</summary>
    public readonly ArrayView<int> Outcomes = slot.Outcomes;

    /// <summary>How many samples threads have taken.</summary>
    public readonly ArrayView<int> Taken = slot.Taken;

    /// <summary>Steps of each thread, then steps refused of each thread.</summary>
    public readonly ArrayView<long> Account = slot.Account;

    /// <summary>How steps are chosen.</summary>
    public readonly StepController<T> Controller = controller;

    /// <summary>Sizes and limits.</summary>
    public readonly DeviceShape<T> Shape = shape;
}

/// <summary>Sizes and limits of a launch.</summary>
/// <param name="count">Samples.</param>
/// <param name="threads">Threads that share them.</param>
/// <param name="columns">Parameters of a sample.</param>
/// <param name="outputs">Curves of a sample.</param>
/// <param name="times">Output times.</param>
/// <param name="schedule">Sizes of the schedules.</param>
/// <param name="shells">Shells of a sphere model.</param>
/// <param name="maxSteps">Steps a trajectory may try.</param>
/// <param name="absolute">Absolute tolerance.</param>
/// <param name="relative">Relative tolerance.</param>
/// <param name="late">1 where curves come late, by what stands behind the last parameter; else 0.</param>
readonly struct DeviceShape<T>(int count, int threads, int columns, int outputs, int times, ScheduleShape schedule, int shells, T maxSteps,
    T absolute, T relative, int late)
    where T : unmanaged, IReal<T>
{
    public readonly int Count = count, Threads = threads, Columns = columns, Outputs = outputs, Times = times, Shells = shells, Late = late;
    public readonly ScheduleShape Schedule = schedule;
    public readonly T MaxSteps = maxSteps;
    public readonly T Absolute = absolute, Relative = relative;

    public Tolerance<T> Tolerance => new(Absolute, Relative);
}
