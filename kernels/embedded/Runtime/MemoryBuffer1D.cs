using System.Runtime.InteropServices;

namespace ILGPU.Runtime;

/// <summary>A row of elements in an accelerator's memory.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Distance of neighbours.</typeparam>
public unsafe class MemoryBuffer1D<T, TStride> : MemoryBuffer<ArrayView1D<T, TStride>>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    /// <summary>Wide enough for every vector register, and a cache line.</summary>
    const nuint Alignment = 64;

    /// <summary>Four of them are a float that is NaN, so reading what was never written shows.</summary>
    const byte NeverWritten = 0xFF;

    MemoryBuffer1D(Accelerator accelerator, long length)
        : base(accelerator, length, sizeof(T))
    {
        if (length == 0)
            return;
        NativePtr = (IntPtr)NativeMemory.AlignedAlloc(checked((nuint)length * (nuint)sizeof(T)), Alignment);
        HostMemory.Fill((byte*)NativePtr, LengthInBytes, NeverWritten);
        GC.AddMemoryPressure(LengthInBytes);
    }

    /// <inheritdoc/>
    public override ArrayView1D<T, TStride> View
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            return Length == 0 ? ArrayView1D<T, TStride>.Empty : new(new(this, 0, Length), Length, default);
        }
    }

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent => Length;

    /// <summary>Number of elements.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public Index1D IntExtent => Extent.ToIntIndex();

    internal static MemoryBuffer1D<T, TStride> Allocate(Accelerator accelerator, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new(accelerator, length);
    }

    /// <summary>The memory without its stride.</summary>
    public ArrayView<T> AsContiguous() => View.BaseView;

    /// <inheritdoc/>
    protected internal override void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView) =>
        HostMemory.Fill(targetView.Start, targetView.Length, value);

    /// <inheritdoc/>
    protected internal override void CopyTo(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
        HostMemory.Copy(sourceView, targetView);

    /// <inheritdoc/>
    protected internal override void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView) =>
        HostMemory.Copy(sourceView, targetView);

    /// <inheritdoc/>
    protected override void DisposeAcceleratorObject(bool disposing)
    {
        if (NativePtr == 0)
            return;
        NativeMemory.AlignedFree((void*)NativePtr);
        NativePtr = 0;
        GC.RemoveMemoryPressure(LengthInBytes);
    }
}

/// <summary>Bytes of this machine's memory, more than 2^31 of them if need be.</summary>
static unsafe class HostMemory
{
    public static void Fill(byte* start, long length, byte value) => NativeMemory.Fill(start, (nuint)length, value);

    public static void Copy(ArrayView<byte> source, ArrayView<byte> target)
    {
        if (source.Length > target.Length)
            throw new ArgumentOutOfRangeException(nameof(target), $"{source.Length} bytes do not fit into {target.Length}.");
        Buffer.MemoryCopy(source.Start, target.Start, target.Length, source.Length);
    }
}
