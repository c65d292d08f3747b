using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>How much scratch a thread needs for a model and a method; 0 where states live in registers.</summary>
sealed class ScratchSize<T>(int shells) : IStepperVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    /// <summary>Numbers of one thread.</summary>
    public int PerThread { get; private set; }

    /// <summary>What all threads share, where a stepper has a plan.</summary>
    public int[] Plan { get; private set; } = [];

    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, DeviceWorkspaceView<T>, DeviceGrid<T>> =>
        (PerThread, Plan) = (TStepper.Layout(shells).Count * TStepper.Fields + TStepper.Tail, TStepper.Plan);
}

/// <summary>Compiles the kernel of a model and a method, once an accelerator, and queues it on a stream.</summary>
sealed class DeviceLaunch<T>(Accelerator accelerator, AcceleratorStream stream, DeviceTables<T> tables)
    : IStepperVisitor<T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, DeviceWorkspaceView<T>, DeviceGrid<T>>
    {
        var kernel = accelerator.Compiled<DeviceTables<T>>(TrajectoryKernels<T>.Integrate<TStepper>);
        kernel(stream, tables.Shape.Threads, tables);
    }
}
