namespace ILGPU.Runtime.CPU;

/// <summary>The shared memory of one group: the first allocation of every thread is the same memory, so is the second, and so on.</summary>
sealed class SharedAllocations(Accelerator accelerator) : IDisposable
{
    readonly List<MemoryBuffer> buffers = [];

    public ArrayView<T> Next<T>(KernelThread thread, int extent)
        where T : unmanaged
    {
        int call = thread.SharedAllocations++;
        if (call == buffers.Count)
            buffers.Add(accelerator.Allocate1D<T>(extent));
        return buffers[call].Length == extent
            ? buffers[call].AsArrayView<T>(0, extent)
            : throw new InvalidKernelOperationException("The threads of a group ask for different shared memory.");
    }

    public void Dispose()
    {
        foreach (var buffer in buffers)
            buffer.Dispose();
    }
}
