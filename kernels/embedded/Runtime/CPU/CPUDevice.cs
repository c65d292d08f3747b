namespace ILGPU.Runtime.CPU;

/// <summary>Shapes a CPU device can take: how many threads form a warp, how many warps a group.</summary>
public enum CPUDeviceKind
{
    /// <summary>Small, for running.</summary>
    Default,

    /// <summary>Shaped like an NVIDIA GPU.</summary>
    Nvidia,

    /// <summary>Shaped like an AMD GPU.</summary>
    AMD,

    /// <summary>Shaped like an older AMD GPU.</summary>
    LegacyAMD,

    /// <summary>Shaped like an Intel GPU.</summary>
    Intel,
}

/// <summary>This machine's processor in the shape of a device. The shape bounds groups; the cores used are all there are.</summary>
public sealed class CPUDevice : Device
{
    static readonly CPUDevice[] Kinds = [new(4, 4, 1), new(32, 32, 1), new(32, 8, 1), new(64, 4, 1), new(16, 8, 1)];

    /// <summary>A device of a shape of your own.</summary>
    /// <param name="numThreadsPerWarp">Threads of a warp, at least 2.</param>
    /// <param name="numWarpsPerMultiprocessor">Warps of the largest group.</param>
    /// <param name="numMultiprocessors">Independent processors to claim.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is too small.</exception>
    public CPUDevice(int numThreadsPerWarp, int numWarpsPerMultiprocessor, int numMultiprocessors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numThreadsPerWarp, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(numWarpsPerMultiprocessor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(numMultiprocessors, 1);
        Name = nameof(CPUAccelerator);
        WarpSize = numThreadsPerWarp;
        MaxNumThreadsPerGroup = numThreadsPerWarp * numWarpsPerMultiprocessor;
        MaxNumThreadsPerMultiprocessor = MaxNumThreadsPerGroup;
        NumMultiprocessors = numMultiprocessors;
        MaxGroupSize = new(MaxNumThreadsPerGroup, MaxNumThreadsPerGroup, MaxNumThreadsPerGroup);
        MaxGridSize = new(int.MaxValue, ushort.MaxValue, ushort.MaxValue);
        MaxSharedMemoryPerGroup = int.MaxValue;
        MemorySize = long.MaxValue;
    }

    /// <summary>The small shape.</summary>
    public static CPUDevice Default => Kinds[(int)CPUDeviceKind.Default];

    /// <inheritdoc/>
    public override AcceleratorType AcceleratorType => AcceleratorType.CPU;

    /// <summary>Threads in flight that the shape claims.</summary>
    public int NumThreads => MaxNumThreads;

    /// <summary>The device of that shape.</summary>
    public static CPUDevice GetDevice(CPUDeviceKind kind) => Kinds[(int)kind];

    /// <inheritdoc/>
    public override Accelerator CreateAccelerator(Context context) => CreateCPUAccelerator(context);

    /// <summary>Opens the device.</summary>
    public CPUAccelerator CreateCPUAccelerator(Context context) => CreateCPUAccelerator(context, CPUAcceleratorMode.Auto);

    /// <summary>Opens the device.</summary>
    public CPUAccelerator CreateCPUAccelerator(Context context, CPUAcceleratorMode mode) => new(context, this, mode);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CPUDevice other
        && (other.WarpSize, other.MaxNumThreadsPerGroup, other.NumMultiprocessors) == (WarpSize, MaxNumThreadsPerGroup, NumMultiprocessors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(WarpSize, MaxNumThreadsPerGroup, NumMultiprocessors);
}
