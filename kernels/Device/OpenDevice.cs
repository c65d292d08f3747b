using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// A device that is opened once a process and then kept, with what was compiled for it: to open one takes a tenth of a second and
/// more, to compile the kernel of a sphere for a GPU several seconds. Its accelerator may be used from several threads.
/// </summary>
sealed class OpenDevice
{
    static readonly Lock gate = new();
    static readonly Dictionary<ComputeDevice, OpenDevice> open = [];

    OpenDevice(ComputeDevice description, Context context, Accelerator accelerator) =>
        (Description, Context, Accelerator) = (description, context, accelerator);

    /// <summary>What was opened.</summary>
    public ComputeDevice Description { get; }

    /// <summary>ILGPU's context of this device alone.</summary>
    public Context Context { get; }

    /// <summary>The device.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>Opens a device, or gives the one that is open.</summary>
    /// <exception cref="ArgumentException">The device is not there.</exception>
    public static OpenDevice Of(ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        lock (gate)
        {
            if (open.TryGetValue(device, out OpenDevice? known))
                return known;
            Context context = device.Kind == DeviceKind.Cpu ? CpuContext() : GpuContext();
            try
            {
                Accelerator accelerator = DeviceList.Known(context)
                    .FirstOrDefault(found => found.Description == device).Device?.CreateAccelerator(context)
                    ?? throw DeviceList.Missing(device.Id);
                return open[device] = new(device, context, accelerator);
            }
            catch
            {
                context.Dispose();
                throw;
            }
        }
    }

    /// <summary>Lets the next who asks for this device open it anew.</summary>
    public static void Forget(Accelerator accelerator)
    {
        lock (gate)
        {
            foreach (OpenDevice each in open.Values.Where(each => each.Accelerator == accelerator).ToArray())
                open.Remove(each.Description);
        }
    }

    /// <summary>O2, because O1 emits generic loads; functions of ILGPU.Algorithms, because PTX alone lacks a square root of
    /// doubles.</summary>
    internal static Context GpuContext() =>
        Context.Create(builder => builder.Cuda().OpenCL().EnableAlgorithms().Optimize(OptimizationLevel.O2));

    /// <summary>
    /// A processor runs a kernel's own .NET code and of ILGPU's translation uses nothing: to optimize that, and above all to inline
    /// in it, would take some thirty times as long for the same run.
    /// </summary>
    internal static Context CpuContext() => Context.Create(builder =>
        builder.DefaultCPU().EnableAlgorithms().Optimize(OptimizationLevel.O0).Inlining(InliningMode.Disabled));
}
