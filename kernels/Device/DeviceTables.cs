using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>What a launch works on, as a kernel sees it.</summary>
/// <param name="parameters">Column after column, shape [columns, count].</param>
/// <param name="times">Output times, then infinity.</param>
/// <param name="curves">Shape [count, outputs, times].</param>
/// <param name="outcomes">One a scenario; <see cref="Outcome.NotRun"/> is waiting to be solved.</param>
/// <param name="account">[0] scenarios taken; then steps of each thread; then steps refused of each thread.</param>
/// <param name="schedules">See <see cref="ScheduleShape.Table"/>.</param>
/// <param name="shape">Sizes and limits.</param>
readonly struct DeviceTables<T>(
    ArrayView<T> parameters, ArrayView<T> times, ArrayView<T> curves, ArrayView<int> outcomes, ArrayView<int> account,
    ArrayView<T> schedules, DeviceShape<T> shape)
    where T : unmanaged, IReal<T>
{
    public readonly ArrayView<T> Parameters = parameters, Times = times, Curves = curves, Schedules = schedules;
    public readonly ArrayView<int> Outcomes = outcomes, Account = account;
    public readonly DeviceShape<T> Shape = shape;
}

/// <summary>Sizes and limits of a launch.</summary>
/// <param name="count">Scenarios.</param>
/// <param name="threads">Threads that share them.</param>
/// <param name="columns">Parameters of a scenario.</param>
/// <param name="outputs">Curves of a scenario.</param>
/// <param name="times">Output times.</param>
/// <param name="schedule">Sizes of the schedules.</param>
/// <param name="shells">Shells of a sphere law.</param>
/// <param name="maxSteps">Steps a trajectory may try.</param>
/// <param name="absolute">Absolute tolerance.</param>
/// <param name="relative">Relative tolerance.</param>
readonly struct DeviceShape<T>(int count, int threads, int columns, int outputs, int times, ScheduleShape schedule, int shells, T maxSteps, T absolute, T relative)
    where T : unmanaged, IReal<T>
{
    public readonly int Count = count, Threads = threads, Columns = columns, Outputs = outputs, Times = times, Shells = shells;
    public readonly ScheduleShape Schedule = schedule;
    public readonly T MaxSteps = maxSteps;
    public readonly T Absolute = absolute, Relative = relative;

    public Tolerance<T> Tolerance => new(Absolute, Relative);
}
