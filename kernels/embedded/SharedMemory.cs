using ILGPU.Runtime.CPU;

namespace ILGPU;

/// <summary>Memory that the threads of a group share.</summary>
public static class SharedMemory
{
    /// <summary>Room for <paramref name="extent"/> elements, the same for every thread of the group; not zeroed.</summary>
    public static ArrayView<T> Allocate<T>(int extent)
        where T : unmanaged => KernelThread.Current.Group.Share<T>(KernelThread.Current, extent);
}
