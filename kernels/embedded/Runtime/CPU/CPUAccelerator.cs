using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ILGPU.Runtime.CPU;

/// <summary>How many cores a CPU accelerator uses.</summary>
public enum CPUAcceleratorMode
{
    /// <summary>One under a debugger, else all.</summary>
    Auto = 0,

    /// <summary>One.</summary>
    Sequential = 1,

    /// <summary>All.</summary>
    Parallel = 2,
}

/// <summary>Runs kernels on this machine's processor, as the .NET methods they are.</summary>
public sealed class CPUAccelerator : Accelerator
{
    /// <summary>Chunks a core gets on average: enough that one slow chunk does not keep the others waiting.</summary>
    const int ChunksPerCore = 16;

    internal CPUAccelerator(Context context, CPUDevice device, CPUAcceleratorMode mode)
        : base(context, device)
    {
        Mode = mode;
        UsesSequentialExecution = mode == CPUAcceleratorMode.Sequential || (mode == CPUAcceleratorMode.Auto && Debugger.IsAttached);
    }

    /// <summary>How many cores were asked for.</summary>
    public CPUAcceleratorMode Mode { get; }

    /// <summary>Whether one core does it all.</summary>
    public bool UsesSequentialExecution { get; }

    /// <summary>Threads in flight that the device's shape claims.</summary>
    public int NumThreads => ((CPUDevice)Device).NumThreads;

    internal override void RunItems<TIndex>(TIndex extent, Action<TIndex> item) =>
        ForEach(extent.Size, i => item(IndexAt<TIndex>(i)));

    internal override void RunGroups(KernelConfig config, Action thread)
    {
        if (config.GroupDim.LongSize > MaxNumThreadsPerGroup)
            throw new NotSupportedException($"A group of {config.GroupDim.LongSize} threads is more than the {MaxNumThreadsPerGroup} this device has.");
        if (config.IsValid)
            ForEach(config.GridDim.LongSize, group => new GroupRun(this, config, group, thread).Run());
    }

    void ForEach(long count, Action<long> body)
    {
        long chunks = UsesSequentialExecution ? 1 : Math.Min(count, (long)Environment.ProcessorCount * ChunksPerCore);
        if (chunks <= 1)
            RunChunk(0, count, body);
        else
            RunChunks(count, chunks, body);
    }

    static void RunChunks(long count, long chunks, Action<long> body)
    {
        try
        {
            Parallel.For(0, chunks, chunk => RunChunk(StartOf(chunk), StartOf(chunk + 1), body));
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        long StartOf(long chunk) => (long)((Int128)count * chunk / chunks);
    }

    static void RunChunk(long start, long end, Action<long> body)
    {
        for (long i = start; i < end; i++)
            body(i);
    }

    static TIndex IndexAt<TIndex>(long position)
        where TIndex : struct, IIndex
    {
        if (typeof(TIndex) == typeof(Index1D))
            return As<Index1D>(new Index1D((int)position));
        if (typeof(TIndex) == typeof(LongIndex1D))
            return As<LongIndex1D>(new LongIndex1D(position));
        throw new NotSupportedException($"This stand-in launches over Index1D and LongIndex1D, not over {typeof(TIndex).Name}.");

        static TIndex As<TKnown>(TKnown index) => Unsafe.As<TKnown, TIndex>(ref index);
    }
}
