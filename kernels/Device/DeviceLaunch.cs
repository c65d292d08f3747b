using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;

namespace SurrogateEngine.Kernels.Device;

/// <summary>How much scratch a thread needs for a law and a method; 0 where states live in registers.</summary>
sealed class ScratchSize<T>(int shells) : IStepperVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    /// <summary>Numbers of one thread.</summary>
    public int PerThread { get; private set; }

    /// <summary>What all threads share, where a stepper has a plan.</summary>
    public int[] Plan { get; private set; } = [];

    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, DeviceRows<T>, DeviceGrid<T>> =>
        (PerThread, Plan) = (TStepper.Layout(shells).Count * TStepper.Fields + TStepper.Tail, TStepper.Plan);
}

/// <summary>Compiles the kernel of a law and a method, once an accelerator, and queues it on a stream.</summary>
sealed class DeviceLaunch<T>(Accelerator accelerator, AcceleratorStream stream, DeviceTables<T> tables) : IStepperVisitor<T, DeviceRows<T>, DeviceGrid<T>>
    where T : unmanaged, IReal<T>
{
    public void Visit<TStepper>() where TStepper : struct, IStepper<TStepper, T, DeviceRows<T>, DeviceGrid<T>>
    {
        var kernel = accelerator.Compiled<DeviceTables<T>>(TrajectoryKernels<T>.Follow<TStepper>);
        kernel(stream, tables.Shape.Threads, tables);
    }
}
