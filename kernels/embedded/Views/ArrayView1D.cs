using System.Runtime.CompilerServices;
using ILGPU.Runtime;

namespace ILGPU.Runtime;

/// <summary>A one-dimensional view; what a one-dimensional buffer shows of itself.</summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TStride">Distance of neighbours.</typeparam>
/// <param name="baseView">The memory.</param>
/// <param name="extent">Number of elements.</param>
/// <param name="stride">Distance of neighbours.</param>
public readonly struct ArrayView1D<T, TStride>(ArrayView<T> baseView, LongIndex1D extent, TStride stride) : IArrayView<T>
    where T : unmanaged
    where TStride : struct, IStride1D
{
    /// <summary>A view of nothing.</summary>
    public static readonly ArrayView1D<T, TStride> Empty = new(ArrayView<T>.Empty, LongIndex1D.Zero, default);

    /// <summary>The memory, gaps included.</summary>
    public ArrayView<T> BaseView { get; } = baseView;

    /// <summary>Number of elements.</summary>
    public LongIndex1D Extent { get; } = extent;

    /// <summary>Number of elements.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public Index1D IntExtent => Extent.ToIntIndex();

    /// <summary>Distance of neighbours.</summary>
    public TStride Stride { get; } = stride;

    /// <summary>Whether there is memory behind the view.</summary>
    public bool IsValid => BaseView.IsValid;

    /// <summary>Number of elements, gaps included.</summary>
    public long Length => BaseView.Length;

    /// <summary>Number of elements, gaps included.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public int IntLength => BaseView.IntLength;

    /// <summary>Number of bytes.</summary>
    public long LengthInBytes => BaseView.LengthInBytes;

    MemoryBuffer IArrayView.Buffer => ((IArrayView)BaseView).Buffer;

    int IArrayView.ElementSize => ArrayView<T>.ElementSize;

    /// <summary>The element at <paramref name="index"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">It lies outside the view.</exception>
    public ref T this[Index1D index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref BaseView[(long)index.X * Stride.XStride];
    }

    /// <summary>The element at <paramref name="index"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">It lies outside the view.</exception>
    public ref T this[LongIndex1D index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref BaseView[index.X * Stride.XStride];
    }

    /// <summary><paramref name="extent"/> elements from <paramref name="index"/> on.</summary>
    /// <exception cref="IndexOutOfRangeException">They are not all inside the view.</exception>
    public ArrayView1D<T, TStride> SubView(LongIndex1D index, LongIndex1D extent) =>
        new(BaseView.SubView(index * Stride.XStride, extent * Stride.XStride), extent, Stride);

    /// <summary>The memory, gaps included.</summary>
    public ArrayView<T> AsContiguous() => BaseView;

    /// <inheritdoc/>
    public override string ToString() => BaseView.ToString();
}
