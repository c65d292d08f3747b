using ILGPU.Runtime;

namespace SurrogateEngine.Kernels.Device;

/// <summary>How a batch is cut to a device: samples of a chunk, and threads that share them.</summary>
/// <param name="Count">Samples of a chunk, at most.</param>
/// <param name="Threads">Threads launched.</param>
/// <param name="Shells">Shells of a sphere model, else 0.</param>
/// <param name="ScratchPerThread">Numbers a thread keeps in scratch.</param>
readonly record struct DevicePlan(int Count, int Threads, int Shells, int ScratchPerThread)
{
    /// <summary>Thickness of the innermost shell over that of the outermost.</summary>
    public double Grading { get; init; } = 1;

    /// <summary>What the shells make up.</summary>
    public Geometry Geometry { get; init; } = Geometry.Sphere;

    /// <summary>The plan of a network; empty for other models.</summary>
    public int[] Network { get; init; } = [];

    /// <summary>More samples than this in one launch save nothing, and a canceled run should stop soon.</summary>
    const int LargestChunk = 1 << 20;

    /// <summary>The same on a CPU, which takes seconds for this many.</summary>
    const int LargestChunkOnCpu = 1 << 10;

    /// <summary>What scratch and tables may take together on a CPU, which reports no memory of its own.</summary>
    const long MemoryOnCpu = 1L << 30;

    /// <summary>Half of the memory is left to others; what is used is shared by the tables and the scratch of two slots.</summary>
    const int Share = 8;

    /// <summary>A large batch goes in so many chunks, so that one's tables travel while another is solved.</summary>
    const int Chunks = 8;

    /// <summary>Samples for each thread of a chunk, at least: fewer would leave threads waiting for the slowest too often.</summary>
    const int SamplesPerThread = 2;

    /// <summary>Cuts a batch so that its tables and its scratch fit the device, and every table can be counted in 32 bits.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="numbersPerSample">Numbers of a sample's parameters and curves.</param>
    /// <param name="scratchPerThread">Numbers a thread keeps in scratch.</param>
    /// <param name="shells">Shells of a sphere model, else 0.</param>
    /// <param name="numberBytes">Bytes of a number.</param>
    public static DevicePlan For(Accelerator accelerator, int samples, int numbersPerSample, int scratchPerThread, int shells,
        int numberBytes)
    {
        int overlapping = Math.Max(SamplesPerThread * Resident(accelerator), (samples + Chunks - 1) / Chunks);
        int count = CountFor(accelerator, Math.Min(samples, overlapping), numbersPerSample, numberBytes);
        return new(count, ThreadsFor(accelerator, count, scratchPerThread, numberBytes), shells, scratchPerThread);
    }

    /// <summary>Samples whose tables fit at once.</summary>
    public static int CountFor(Accelerator accelerator, int samples, int numbersPerSample, int numberBytes) => (int)Math.Clamp(
        Numbers(accelerator, numberBytes) / numbersPerSample, 1, Math.Min(samples, IsCpu(accelerator) ? LargestChunkOnCpu : LargestChunk));

    /// <summary>Threads whose scratch fits beside the tables, no more than there is work for.</summary>
    public static int ThreadsFor(Accelerator accelerator, int work, int scratchPerThread, int numberBytes)
    {
        int resident = Resident(accelerator);
        long fitting = scratchPerThread == 0 ? resident : Numbers(accelerator, numberBytes) / scratchPerThread;
        return (int)Math.Clamp(fitting, 1, Math.Min(resident, work));
    }

    /// <summary>Threads that are worth launching.</summary>
    static int Resident(Accelerator accelerator) => IsCpu(accelerator) ? Environment.ProcessorCount * 4 : accelerator.MaxNumThreads;

    /// <summary>Numbers that tables, and again scratch, may take.</summary>
    static long Numbers(Accelerator accelerator, int numberBytes) =>
        Math.Min(int.MaxValue, (IsCpu(accelerator) ? MemoryOnCpu : accelerator.MemorySize) / Share / numberBytes);

    static bool IsCpu(Accelerator accelerator) => accelerator.AcceleratorType == AcceleratorType.CPU;
}
