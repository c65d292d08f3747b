using System.Runtime.InteropServices;

namespace TorchSharp.Embedded;

/// <summary>
/// A piece of native memory, aligned to a cache line, shared by counted references. When the last reference goes, it
/// returns to <see cref="BlockPool"/>; if references are lost without being released, the collector frees it.
/// </summary>
internal sealed unsafe class Block
{
    private int references;

    internal Block(long capacity)
    {
        Capacity = capacity;
        Data = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, 64);
        GC.AddMemoryPressure(capacity);
    }

    ~Block() => Free();

    internal byte* Data { get; private set; }

    internal long Capacity { get; }

    /// <summary>Counts the writes in place, so that backward can tell that what it saved has changed.</summary>
    internal int Version { get; set; }

    /// <summary>True when nobody else can see this memory, so that it may be overwritten.</summary>
    internal bool IsUnshared => references == 1;

    internal Block FirstReference()
    {
        references = 1;
        Version = 0;
        return this;
    }

    internal Block Retain()
    {
        Interlocked.Increment(ref references);
        return this;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref references) == 0) BlockPool.Return(this);
    }

    internal void Free()
    {
        if (Data == null) return;
        NativeMemory.AlignedFree(Data);
        Data = null;
        GC.RemoveMemoryPressure(Capacity);
        GC.SuppressFinalize(this);
    }
}
