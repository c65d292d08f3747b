namespace ILGPU.Runtime;

/// <content>Copies between a view and host memory; the host side says how many elements.</content>
public static partial class ArrayViewExtensions
{
    /// <summary>Fills <paramref name="span"/> from the view's first elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view is shorter than the span.</exception>
    public static void CopyToCPU<T, TView>(this TView source, AcceleratorStream stream, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        if (span.IsEmpty)
            return;
        ElementsOf<T, TView>(source, span.Length).CopyTo(span);
        stream.Synchronize();
    }

    /// <summary>Fills <paramref name="span"/> from the view's first elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view is shorter than the span.</exception>
    public static void CopyToCPU<T, TView>(this TView source, in Span<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged => source.CopyToCPU(source.GetDefaultStream(), span);

    /// <summary>Writes <paramref name="span"/> over the view's first elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view is shorter than the span.</exception>
    public static void CopyFromCPU<T, TView>(this TView target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        if (span.IsEmpty)
            return;
        span.CopyTo(ElementsOf<T, TView>(target, span.Length));
        stream.Synchronize();
    }

    /// <summary>Writes <paramref name="span"/> over the view's first elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view is shorter than the span.</exception>
    public static void CopyFromCPU<T, TView>(this TView target, in ReadOnlySpan<T> span)
        where TView : IContiguousArrayView<T>
        where T : unmanaged => target.CopyFromCPU(target.GetDefaultStream(), span);

    /// <summary>Fills <paramref name="span"/> from the view's first elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view is shorter than the span.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> source, AcceleratorStream stream, in Span<T> span)
        where T : unmanaged => source.BaseView.CopyToCPU(stream, span);

    /// <summary>Writes <paramref name="span"/> over the view's first elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view is shorter than the span.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> target, AcceleratorStream stream, in ReadOnlySpan<T> span)
        where T : unmanaged => target.BaseView.CopyFromCPU(stream, span);

    /// <summary>Fills the page-locked array from the view's first elements; done once the stream is synchronized.</summary>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, AcceleratorStream stream, PageLockedArray<T> pageLockedArray)
        where TView : IContiguousArrayView<T>
        where T : unmanaged => source.CopyToCPU(stream, pageLockedArray.Span);

    /// <summary>Fills the page-locked array from the view's first elements; done once the stream is synchronized.</summary>
    public static void CopyToPageLockedAsync<T, TView>(this TView source, PageLockedArray<T> pageLockedArray)
        where TView : IContiguousArrayView<T>
        where T : unmanaged => source.CopyToCPU(pageLockedArray.Span);

    /// <summary>Writes the page-locked array over the view's first elements; done once the stream is synchronized.</summary>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, AcceleratorStream stream, PageLockedArray<T> pageLockedArray)
        where TView : IContiguousArrayView<T>
        where T : unmanaged => target.CopyFromCPU<T, TView>(stream, pageLockedArray.Span);

    /// <summary>Writes the page-locked array over the view's first elements; done once the stream is synchronized.</summary>
    public static void CopyFromPageLockedAsync<T, TView>(this TView target, PageLockedArray<T> pageLockedArray)
        where TView : IContiguousArrayView<T>
        where T : unmanaged => target.CopyFromCPU<T, TView>(pageLockedArray.Span);

    static unsafe Span<T> ElementsOf<T, TView>(TView view, int count)
        where TView : IContiguousArrayView<T>
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, view.Length);
        return new(view.AsRawArrayView().Start, count);
    }
}
