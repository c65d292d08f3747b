namespace ILGPU.Runtime;

/// <summary>A stretch of an accelerator's memory.</summary>
public abstract class MemoryBuffer : AcceleratorObject
{
    /// <summary>Describes a stretch of memory.</summary>
    protected MemoryBuffer(Accelerator accelerator, long length, int elementSize)
        : base(accelerator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(elementSize);
        Length = length;
        ElementSize = elementSize;
    }

    /// <summary>Address of the first byte.</summary>
    public IntPtr NativePtr { get; protected set; }

    /// <summary>Length in elements.</summary>
    public long Length { get; }

    /// <summary>Bytes an element takes.</summary>
    public int ElementSize { get; }

    /// <summary>Length in bytes.</summary>
    public long LengthInBytes => Length * ElementSize;

    /// <summary>All of it as bytes.</summary>
    public ArrayView<byte> AsRawArrayView() => new(this, 0, LengthInBytes);

    /// <summary>Part of it as elements.</summary>
    /// <exception cref="NotSupportedException">The element type has another size than the buffer's.</exception>
    public unsafe ArrayView<T> AsArrayView<T>(long offset, long length)
        where T : unmanaged => sizeof(T) == ElementSize
        ? new(this, offset, length)
        : throw new NotSupportedException($"A buffer of {ElementSize}-byte elements has no view of {typeof(T).Name}.");

    /// <summary>Sets every byte of a view of this buffer.</summary>
    protected internal abstract void MemSet(AcceleratorStream stream, byte value, in ArrayView<byte> targetView);

    /// <summary>Copies a view of this buffer to a view of any buffer.</summary>
    protected internal abstract void CopyTo(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView);

    /// <summary>Copies a view of any buffer to a view of this one.</summary>
    protected internal abstract void CopyFrom(AcceleratorStream stream, in ArrayView<byte> sourceView, in ArrayView<byte> targetView);
}

/// <summary>A stretch of memory with the view it shows of itself.</summary>
public abstract class MemoryBuffer<TView>(Accelerator accelerator, long length, int elementSize)
    : MemoryBuffer(accelerator, length, elementSize), IContiguousArrayView
    where TView : struct, IArrayView
{
    /// <summary>All of it.</summary>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
    public abstract TView View { get; }

    /// <summary>Whether the memory is still there.</summary>
    public bool IsValid => !IsDisposed;

    MemoryBuffer IArrayView.Buffer => this;

    long IContiguousArrayView.Index => 0;

    long IContiguousArrayView.IndexInBytes => 0;

    /// <summary>All of it.</summary>
    public static implicit operator TView(MemoryBuffer<TView> buffer) => buffer.View;
}
