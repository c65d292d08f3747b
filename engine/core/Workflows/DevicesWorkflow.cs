using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SurrogateEngine.Kernels.Device;

namespace SurrogateEngine.Workflows;

/// <summary>What a machine computes with.</summary>
/// <param name="Cores">Processor threads.</param>
/// <param name="Architecture">Such as X64.</param>
/// <param name="Vectors">Widest vector instructions that are accelerated.</param>
/// <param name="VectorBits">Bits of a vector register.</param>
/// <param name="MemoryBytes">Memory that this process may use.</param>
/// <param name="Accelerators">Devices for kernels.</param>
public sealed record DevicesResult(
    int Cores, Architecture Architecture, string Vectors, int VectorBits, long MemoryBytes, IReadOnlyList<ComputeDevice> Accelerators)
{
    /// <summary>Whether one of the devices is a GPU.</summary>
    public bool SeesGpus => Accelerators.Any(device => device.IsGpu);
}

/// <summary>Finds out what this machine computes with.</summary>
public static class DevicesWorkflow
{
    /// <summary>Runs it.</summary>
    public static DevicesResult Run()
    {
        (string instructions, int bits) = Vectors();
        return new DevicesResult(
            Environment.ProcessorCount, RuntimeInformation.ProcessArchitecture, instructions, bits,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, DeviceList.Find());
    }

    static (string Instructions, int Bits) Vectors() =>
        Vector512.IsHardwareAccelerated ? ("AVX-512", 512)
        : Vector256.IsHardwareAccelerated ? (Avx2.IsSupported ? "AVX2" : "AVX", 256)
        : Vector128.IsHardwareAccelerated ? (Sse2.IsSupported ? "SSE" : "NEON", 128)
        : ("scalar", 64);
}
