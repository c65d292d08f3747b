using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.OpenCL;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The devices of this machine.</summary>
static class DeviceList
{
    static readonly Lazy<IReadOnlyList<ComputeDevice>> found = new(Search);

    /// <summary>Every device, GPUs first; there is always a CPU at the end. Looked for once a process.</summary>
    public static IReadOnlyList<ComputeDevice> Find() => found.Value;

    /// <summary>The device of that id, e.g. <c>cuda:0</c> or <c>cpu</c>, or null.</summary>
    public static ComputeDevice? Find(string id) =>
        Find().FirstOrDefault(device => id.Equals(device.Id, StringComparison.OrdinalIgnoreCase)
            || (device.Index == 0 && id.Equals(device.Kind.ToString(), StringComparison.OrdinalIgnoreCase)));

    internal static ArgumentException Missing(string id) =>
        new($"There is no device {id} here; there are {string.Join(", ", Find().Select(device => device.Id))}.");

    /// <summary>The devices that a context sees, with what we call them.</summary>
    internal static IEnumerable<(ILGPU.Runtime.Device Device, ComputeDevice Description)> Known(Context context) =>
        context.Devices
            .GroupBy(KindOf)
            .OrderBy(kind => kind.Key)
            .SelectMany(kind => kind.Select((device, index) => (device, Describe(kind.Key, index, device))));

    static IReadOnlyList<ComputeDevice> Search()
    {
        using Context gpus = OpenDevice.GpuContext();
        using Context cpu = OpenDevice.CpuContext();
        // ILGPU puts a CPU into a context that has no device of the kinds it was told to look for.
        return [.. Known(gpus).Where(known => known.Description.Kind != DeviceKind.Cpu).Concat(Known(cpu))
            .Select(known => known.Description)];
    }

    static ComputeDevice Describe(DeviceKind kind, int index, ILGPU.Runtime.Device device) => kind == DeviceKind.Cpu
        ? new(kind, index, "this machine's cores", null, Environment.ProcessorCount)
        : new(kind, index, device.Name, device.MemorySize, device.MaxNumThreads)
        {
            IsGpu = device is not CLDevice { DeviceType: not CLDeviceType.CL_DEVICE_TYPE_GPU }
        };

    static DeviceKind KindOf(ILGPU.Runtime.Device device) => device.AcceleratorType switch
    {
        AcceleratorType.Cuda => DeviceKind.Cuda,
        AcceleratorType.OpenCL => DeviceKind.OpenCL,
        _ => DeviceKind.Cpu,
    };
}
