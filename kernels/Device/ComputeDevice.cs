namespace SurrogateEngine.Kernels.Device;

/// <summary>What a device kernel runs on.</summary>
enum DeviceKind
{
    /// <summary>An NVIDIA GPU through CUDA.</summary>
    Cuda,

    /// <summary>Whatever speaks OpenCL.</summary>
    OpenCL,

    /// <summary>This machine's cores, one sample a thread: slow, and the same kernel code, which is what tests need.</summary>
    Cpu,
}

/// <summary>A device that batches can be solved on.</summary>
public sealed record ComputeDevice
{
    internal ComputeDevice(DeviceKind kind, int index, string name, long? memoryBytes, int threads) =>
        (Kind, Index, Name, MemoryBytes, Threads, IsGpu) = (kind, index, name, memoryBytes, threads, kind == DeviceKind.Cuda);

    internal DeviceKind Kind { get; }

    /// <summary>Number among the devices of its kind, from 0.</summary>
    public int Index { get; }

    /// <summary>Name its maker gave it.</summary>
    public string Name { get; }

    /// <summary>Its memory; null where it has none of its own.</summary>
    public long? MemoryBytes { get; }

    /// <summary>Threads it keeps in flight.</summary>
    public int Threads { get; }

    /// <summary>True for a graphics processor, which <c>auto</c> takes; OpenCL may also mean a processor's cores.</summary>
    public bool IsGpu { get; init; }

    /// <summary>What a user says to choose it, e.g. <c>cuda:0</c>.</summary>
    public string Id => $"{Kind.ToString().ToLowerInvariant()}:{Index}";

    /// <summary>What it is good for, in one sentence.</summary>
    public string GoodFor => Kind switch
    {
        DeviceKind.Cuda =>
            $"Batches of many more samples than its {Threads} threads, and physics residuals of as many points; single precision.",
        DeviceKind.OpenCL => $"Batches of many more samples than its {Threads} threads in single precision, if it is a GPU.",
        _ => "Testing device kernels without a GPU; for work the host's vector lanes are many times faster.",
    };
}
