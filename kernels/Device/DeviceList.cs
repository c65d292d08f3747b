using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The devices of this machine.</summary>
public static class DeviceList
{
    /// <summary>Every device, GPUs first; there is always a CPU at the end.</summary>
    public static IReadOnlyList<ComputeDevice> Find()
    {
        using Context context = OpenContext();
        return [.. Known(context).Select(known => known.Description)];
    }

    /// <summary>The device of that id, e.g. <c>cuda:0</c> or <c>cpu</c>, or null.</summary>
    public static ComputeDevice? Find(string id) =>
        Find().FirstOrDefault(device => id.Equals(device.Id, StringComparison.OrdinalIgnoreCase)
            || (device.Index == 0 && id.Equals(device.Kind.ToString(), StringComparison.OrdinalIgnoreCase)));

    /// <summary>True if this build holds ILGPU itself; its embedded stand-in runs kernels on the processor alone.</summary>
    public static bool SeesGpus => typeof(Context).Assembly.GetName().Name == "ILGPU";

    /// <summary>O2, because O1 emits generic loads; functions of ILGPU.Algorithms, because PTX alone lacks a square root of doubles.</summary>
    internal static Context OpenContext() => Context.Create(builder => builder
        .Cuda().OpenCL().DefaultCPU().EnableAlgorithms().Optimize(OptimizationLevel.O2));

    internal static Accelerator Open(Context context, ComputeDevice device) =>
        Known(context).FirstOrDefault(known => known.Description == device).Device?.CreateAccelerator(context)
        ?? throw new ArgumentException($"There is no device {device.Id} here; there are {string.Join(", ", Known(context).Select(known => known.Description.Id))}.");

    static IEnumerable<(ILGPU.Runtime.Device Device, ComputeDevice Description)> Known(Context context) =>
        context.Devices
            .GroupBy(KindOf)
            .OrderBy(kind => kind.Key)
            .SelectMany(kind => kind.Select((device, index) => (device, Describe(kind.Key, index, device))));

    static ComputeDevice Describe(DeviceKind kind, int index, ILGPU.Runtime.Device device) => kind == DeviceKind.Cpu
        ? new(kind, index, "this machine's cores", null, Environment.ProcessorCount)
        : new(kind, index, device.Name, device.MemorySize, device.MaxNumThreads);

    static DeviceKind KindOf(ILGPU.Runtime.Device device) => device.AcceleratorType switch
    {
        AcceleratorType.Cuda => DeviceKind.Cuda,
        AcceleratorType.OpenCL => DeviceKind.OpenCL,
        _ => DeviceKind.Cpu,
    };
}
