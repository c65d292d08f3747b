namespace ILGPU.Runtime;

/// <summary>Host memory that a device can copy from and to without the processor's help.</summary>
/// <typeparam name="T">Element type.</typeparam>
public abstract class PageLockedArray<T> : IDisposable
    where T : unmanaged
{
    /// <summary>The elements.</summary>
    public abstract Span<T> Span { get; }

    /// <summary>Number of elements.</summary>
    public long Length => Span.Length;

    /// <summary>Unlocks the memory.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Unlocks the memory.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>A row of elements in page-locked host memory.</summary>
/// <typeparam name="T">Element type.</typeparam>
public sealed class PageLockedArray1D<T> : PageLockedArray<T>
    where T : unmanaged
{
    readonly T[] array;

    internal PageLockedArray1D(LongIndex1D extent) =>
        array = GC.AllocateArray<T>(extent.ToIntIndex(), pinned: true);

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent => array.LongLength;

    /// <inheritdoc/>
    public override Span<T> Span => array;

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref T this[int index] => ref array[index];

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref T this[long index] => ref array[index];

    /// <summary>The elements themselves, no copy.</summary>
    public T[] GetArray() => array;
}

/// <summary>Gives page-locked memory.</summary>
public static class PageLockedArrayExtensions
{
    /// <summary>Zeroed page-locked host memory for <paramref name="extent"/> elements.</summary>
    public static PageLockedArray1D<T> AllocatePageLocked1D<T>(this Accelerator accelerator, LongIndex1D extent)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(accelerator);
        return new(extent);
    }
}
