using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU;

/// <summary>A window on a stretch of an accelerator's memory; what kernels read and write.</summary>
/// <typeparam name="T">Element type.</typeparam>
public readonly unsafe struct ArrayView<T> : IContiguousArrayView<T>
    where T : unmanaged
{
    readonly T* start;
    readonly MemoryBuffer? buffer;
    readonly long index;

    /// <summary>A view of nothing.</summary>
    public static readonly ArrayView<T> Empty;

    /// <summary>Bytes an element takes.</summary>
    public static readonly int ElementSize = sizeof(T);

    /// <summary>The <paramref name="length"/> elements of <paramref name="source"/> from element <paramref name="index"/> on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The buffer is too short for that.</exception>
    public ArrayView(MemoryBuffer source, long index, long length)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((index + length) * sizeof(T), source.LengthInBytes, nameof(length));
        buffer = source;
        this.index = index;
        Length = length;
        start = (T*)source.NativePtr + index;
    }

    /// <summary>Number of elements.</summary>
    public long Length { get; }

    /// <summary>Number of elements.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public int IntLength => checked((int)Length);

    /// <summary>Number of bytes.</summary>
    public long LengthInBytes => Length * sizeof(T);

    /// <summary>Number of elements, as an index.</summary>
    public LongIndex1D Extent => new(Length);

    /// <summary>Number of elements, as a 32-bit index.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Index1D IntExtent => new(IntLength);

    /// <summary>Whether there is memory behind the view.</summary>
    public bool IsValid => buffer != null && Length > 0;

    MemoryBuffer IArrayView.Buffer => buffer!;

    int IArrayView.ElementSize => sizeof(T);

    long IContiguousArrayView.Index => index;

    long IContiguousArrayView.IndexInBytes => index * sizeof(T);

    internal T* Start => start;

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref T this[Index1D index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref this[(long)index.X];
    }

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref T this[LongIndex1D index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref this[index.X];
    }

    /// <summary>The element at <paramref name="index"/>.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref this[(long)index];
    }

    /// <summary>The element at <paramref name="index"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">It lies outside the view.</exception>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length)
                ThrowOutside(index);
            return ref start[index];
        }
    }

    /// <summary>The rest of the view from <paramref name="index"/> on.</summary>
    public ArrayView<T> SubView(long index) => SubView(index, Length - index);

    /// <summary><paramref name="subViewLength"/> elements from <paramref name="index"/> on.</summary>
    public ArrayView<T> SubView(int index, int subViewLength) => SubView((long)index, subViewLength);

    /// <summary><paramref name="subViewLength"/> elements from <paramref name="index"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">They are not all inside the view.</exception>
    public ArrayView<T> SubView(long index, long subViewLength)
    {
        if (index < 0 || subViewLength < 0 || index + subViewLength > Length)
            ThrowOutside(index < 0 || index > Length ? index : index + subViewLength);
        return buffer is null ? Empty : new(buffer, this.index + index, subViewLength);
    }

    /// <summary>The same bytes as elements of another type.</summary>
    /// <exception cref="ArgumentException">The view does not start or end between two such elements.</exception>
    public ArrayView<TOther> Cast<TOther>()
        where TOther : unmanaged
    {
        if (buffer is null)
            return ArrayView<TOther>.Empty;
        if (index * sizeof(T) % sizeof(TOther) != 0 || LengthInBytes % sizeof(TOther) != 0)
            throw new ArgumentException($"{Length} elements of {typeof(T).Name} cannot be seen as whole elements of {typeof(TOther).Name}.");
        return new(buffer, index * sizeof(T) / sizeof(TOther), LengthInBytes / sizeof(TOther));
    }

    ArrayView<byte> IContiguousArrayView.AsRawArrayView() =>
        buffer is null ? ArrayView<byte>.Empty : new(buffer, index * sizeof(T), LengthInBytes);

    /// <summary>The view as a one-dimensional one.</summary>
    public static implicit operator ArrayView1D<T, Stride1D.Dense>(ArrayView<T> view) => new(view, view.Extent, default);

    /// <summary>The view behind a one-dimensional one.</summary>
    public static implicit operator ArrayView<T>(ArrayView1D<T, Stride1D.Dense> view) => view.BaseView;

    /// <inheritdoc/>
    public override string ToString() => $"{index} [{Length}]";

    void ThrowOutside(long index) =>
        throw new IndexOutOfRangeException($"Element {index} is outside a view of {Length} elements.");
}
