using ILGPU;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The kernel of trajectories: <see cref="Trajectory.Follow"/> for whatever stepper a law and a method make.</summary>
static class TrajectoryKernels<T>
    where T : unmanaged, IReal<T>
{
    public static void Follow<TStepper>(Index1D thread, DeviceTables<T> tables)
        where TStepper : struct, IStepper<TStepper, T, DeviceRows<T>, DeviceGrid<T>>
    {
        TStepper stepper = TStepper.Create(
            new DeviceRows<T>(tables.Scratch, TStepper.Fields, tables.Shape.Threads, thread),
            new DeviceGrid<T>(tables.Shells, tables.Shape.Shells, tables.Plan));
        var bench = new DeviceBench<T>(tables, thread);
        Trajectory.Follow(ref stepper, ref bench, tables.Shape.Tolerance, tables.Controller);
        bench.Account();
    }
}
