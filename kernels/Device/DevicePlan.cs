using ILGPU.Runtime;

namespace SurrogateEngine.Kernels.Device;

/// <summary>How a batch is cut to a device: scenarios of a chunk, and threads that share them.</summary>
/// <param name="Count">Scenarios of a chunk, at most.</param>
/// <param name="Threads">Threads launched.</param>
/// <param name="Shells">Shells of a sphere law, else 0.</param>
/// <param name="ScratchPerThread">Numbers a thread keeps in scratch.</param>
readonly record struct DevicePlan(int Count, int Threads, int Shells, int ScratchPerThread)
{
    /// <summary>Thickness of the innermost shell over that of the outermost.</summary>
    public double Grading { get; init; } = 1;

    /// <summary>More scenarios than this in one launch save nothing, and a cancelled run should stop soon.</summary>
    const int LargestChunk = 1 << 20;

    /// <summary>The same on a CPU, which takes seconds for this many.</summary>
    const int LargestChunkOnCpu = 1 << 10;

    /// <summary>What scratch and tables may take together on a CPU, which reports no memory of its own.</summary>
    const long MemoryOnCpu = 1L << 30;

    /// <summary>Half of the memory is left to others; what is used is shared by scratch and tables.</summary>
    const int Share = 4;

    /// <summary>Cuts a batch so that its tables and its scratch fit the device, and every table can be counted in 32 bits.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="scenarios">Scenarios of the batch.</param>
    /// <param name="numbersPerScenario">Numbers of a scenario's parameters and curves.</param>
    /// <param name="scratchPerThread">Numbers a thread keeps in scratch.</param>
    /// <param name="shells">Shells of a sphere law, else 0.</param>
    /// <param name="numberBytes">Bytes of a number.</param>
    public static DevicePlan For(Accelerator accelerator, int scenarios, int numbersPerScenario, int scratchPerThread, int shells, int numberBytes)
    {
        bool cpu = accelerator.AcceleratorType == AcceleratorType.CPU;
        long numbers = Math.Min(int.MaxValue, (cpu ? MemoryOnCpu : accelerator.MemorySize) / Share / numberBytes);
        int count = (int)Math.Clamp(numbers / numbersPerScenario, 1, Math.Min(scenarios, cpu ? LargestChunkOnCpu : LargestChunk));
        int resident = cpu ? Environment.ProcessorCount * 4 : accelerator.MaxNumThreads;
        long fitting = scratchPerThread == 0 ? resident : numbers / scratchPerThread;
        return new(count, (int)Math.Clamp(fitting, 1, Math.Min(resident, count)), shells, scratchPerThread);
    }
}
