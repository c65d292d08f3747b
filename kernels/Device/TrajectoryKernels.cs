using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The kernel of trajectories: <see cref="Trajectory.Integrate"/> for whatever stepper a model and a method make.</summary>
static class TrajectoryKernels<T>
    where T : unmanaged, IReal<T>
{
    public static void Integrate<TStepper>(Index1D thread, DeviceTables<T> tables)
        where TStepper : struct, IStepper<TStepper, T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    {
        TStepper stepper = TStepper.Create(
            new DeviceWorkspaceView<T>(tables.Scratch, TStepper.Fields, tables.Shape.Threads, thread),
            new DeviceGrid<T>(tables.Shells, tables.Shape.Shells, tables.Plan));
        var queue = new DeviceQueue<T>(tables, thread);
        Trajectory.Integrate(ref stepper, ref queue, tables.Shape.Tolerance, tables.Controller);
        queue.Account();
    }
}
