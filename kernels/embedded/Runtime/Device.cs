using System.Collections.Immutable;

namespace ILGPU.Runtime;

/// <summary>Kinds of devices kernels run on.</summary>
public enum AcceleratorType
{
    /// <summary>This machine's processor.</summary>
    CPU,

    /// <summary>An NVIDIA GPU.</summary>
    Cuda,

    /// <summary>Whatever speaks OpenCL.</summary>
    OpenCL,
}

/// <summary>Something kernels can run on: its name and its limits.</summary>
public abstract class Device
{
    /// <summary>Kind of device.</summary>
    public abstract AcceleratorType AcceleratorType { get; }

    /// <summary>Name for people.</summary>
    public string Name { get; protected set; } = "<Unknown>";

    /// <summary>Memory in bytes.</summary>
    public long MemorySize { get; protected set; }

    /// <summary>Most groups in a launch along each dimension.</summary>
    public Index3D MaxGridSize { get; protected set; }

    /// <summary>Most threads in a group along each dimension.</summary>
    public Index3D MaxGroupSize { get; protected set; }

    /// <summary>Most threads in a group.</summary>
    public int MaxNumThreadsPerGroup { get; protected set; }

    /// <summary>Most shared memory of a group in bytes.</summary>
    public int MaxSharedMemoryPerGroup { get; protected set; }

    /// <summary>Threads that run in lock-step.</summary>
    public int WarpSize { get; protected set; }

    /// <summary>Independent processors of the device.</summary>
    public int NumMultiprocessors { get; protected set; }

    /// <summary>Most threads in flight on one of them.</summary>
    public int MaxNumThreadsPerMultiprocessor { get; protected set; }

    /// <summary>Most threads in flight.</summary>
    public int MaxNumThreads => NumMultiprocessors * MaxNumThreadsPerMultiprocessor;

    /// <summary>Opens the device.</summary>
    public abstract Accelerator CreateAccelerator(Context context);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} [Type: {AcceleratorType}, WarpSize: {WarpSize}, MaxNumThreadsPerGroup: {MaxNumThreadsPerGroup}, MemorySize: {MemorySize}]";
}

/// <summary>Devices in the order of their registration, each once.</summary>
sealed class DeviceRegistry
{
    readonly List<Device> devices = [];

    public void Register(Device device)
    {
        if (!devices.Contains(device))
            devices.Add(device);
    }

    public ImmutableArray<Device> ToImmutable() => [.. devices];
}
