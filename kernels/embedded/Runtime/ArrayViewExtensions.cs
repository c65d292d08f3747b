namespace ILGPU.Runtime;

/// <summary>What the host does with views: set, copy between views, copy whole arrays.</summary>
public static partial class ArrayViewExtensions
{
    /// <summary>The accelerator whose memory the view shows.</summary>
    /// <exception cref="InvalidOperationException">The view shows nothing.</exception>
    public static Accelerator GetAccelerator<TView>(this TView view)
        where TView : IArrayView =>
        view.Buffer is { } buffer ? buffer.Accelerator : throw new InvalidOperationException("An empty view belongs to no accelerator.");

    /// <summary>Whether there is nothing to see.</summary>
    public static bool HasNoData<TView>(this TView view)
        where TView : IArrayView => !view.IsValid || view.Length < 1;

    /// <summary>Whether there is something to see.</summary>
    public static bool HasData<TView>(this TView view)
        where TView : IArrayView => !view.HasNoData();

    /// <summary>Sets every byte to 0.</summary>
    public static void MemSetToZero<TView>(this TView view)
        where TView : IContiguousArrayView => view.MemSet(0);

    /// <summary>Sets every byte to 0.</summary>
    public static void MemSetToZero<TView>(this TView view, AcceleratorStream stream)
        where TView : IContiguousArrayView => view.MemSet(stream, 0);

    /// <summary>Sets every byte to <paramref name="value"/>.</summary>
    public static void MemSet<TView>(this TView view, byte value)
        where TView : IContiguousArrayView => view.MemSet(view.GetDefaultStream(), value);

    /// <summary>Sets every byte to <paramref name="value"/>.</summary>
    public static void MemSet<TView>(this TView view, AcceleratorStream stream, byte value)
        where TView : IContiguousArrayView
    {
        if (!view.HasNoData())
            view.Buffer.MemSet(stream, value, view.AsRawArrayView());
    }

    /// <summary>Sets every byte to 0.</summary>
    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => view.BaseView.MemSetToZero();

    /// <summary>Sets every byte to 0.</summary>
    public static void MemSetToZero<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged => view.BaseView.MemSetToZero(stream);

    /// <summary>Sets every byte to <paramref name="value"/>.</summary>
    public static void MemSet<T>(this ArrayView1D<T, Stride1D.Dense> view, byte value)
        where T : unmanaged => view.BaseView.MemSet(value);

    /// <summary>Copies all of <paramref name="source"/> into <paramref name="target"/>.</summary>
    public static void CopyTo<TView>(this TView source, in TView target)
        where TView : IContiguousArrayView => source.CopyTo(source.GetDefaultStream(), target);

    /// <summary>Copies all of <paramref name="source"/> into <paramref name="target"/>.</summary>
    public static void CopyTo<TView>(this TView source, AcceleratorStream stream, in TView target)
        where TView : IContiguousArrayView => source.Buffer.CopyTo(stream, source.AsRawArrayView(), target.AsRawArrayView());

    /// <summary>Copies all of <paramref name="source"/> into <paramref name="target"/>.</summary>
    public static void CopyFrom<TView>(this TView target, in TView source)
        where TView : IContiguousArrayView => target.CopyFrom(target.GetDefaultStream(), source);

    /// <summary>Copies all of <paramref name="source"/> into <paramref name="target"/>.</summary>
    public static void CopyFrom<TView>(this TView target, AcceleratorStream stream, in TView source)
        where TView : IContiguousArrayView => target.Buffer.CopyFrom(stream, source.AsRawArrayView(), target.AsRawArrayView());

    internal static AcceleratorStream GetDefaultStream<TView>(this TView view)
        where TView : IArrayView => view.GetAccelerator().DefaultStream;
}
