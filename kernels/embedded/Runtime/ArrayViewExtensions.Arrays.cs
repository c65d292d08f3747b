namespace ILGPU.Runtime;

/// <content>Copies between a view or a buffer and an array.</content>
public static partial class ArrayViewExtensions
{
    /// <summary>A buffer that holds a copy of <paramref name="data"/>.</summary>
    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, T[] data)
        where T : unmanaged => accelerator.Allocate1D(accelerator.DefaultStream, data);

    /// <summary>A buffer that holds a copy of <paramref name="data"/>.</summary>
    public static MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(this Accelerator accelerator, AcceleratorStream stream, T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var buffer = accelerator.Allocate1D<T>(data.Length);
        buffer.View.CopyFromCPU(stream, data);
        return buffer;
    }

    /// <summary>Copies the view into <paramref name="data"/>.</summary>
    public static void CopyToCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => ((ArrayView1D<T, Stride1D.Dense>)view).CopyToCPU(data);

    /// <summary>Copies the view into <paramref name="data"/>.</summary>
    public static void CopyToCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => ((ArrayView1D<T, Stride1D.Dense>)view).CopyToCPU(stream, data);

    /// <summary>Copies <paramref name="data"/> into the view.</summary>
    public static void CopyFromCPU<T>(this ArrayView<T> view, T[] data)
        where T : unmanaged => ((ArrayView1D<T, Stride1D.Dense>)view).CopyFromCPU(data);

    /// <summary>Copies <paramref name="data"/> into the view.</summary>
    public static void CopyFromCPU<T>(this ArrayView<T> view, AcceleratorStream stream, T[] data)
        where T : unmanaged => ((ArrayView1D<T, Stride1D.Dense>)view).CopyFromCPU(stream, data);

    /// <summary>Copies the view into <paramref name="data"/>.</summary>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged => view.CopyToCPU(view.GetDefaultStream(), data);

    /// <summary>Copies the view into <paramref name="data"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Array and view differ in length.</exception>
    public static void CopyToCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length < 1)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Length, view.Extent.X, nameof(data));
        view.CopyToCPU(stream, data.AsSpan());
    }

    /// <summary>Copies <paramref name="data"/> into the view.</summary>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, T[] data)
        where T : unmanaged
    {
        if (view.HasData())
            view.CopyFromCPU(view.GetDefaultStream(), data);
    }

    /// <summary>Copies <paramref name="data"/> into the view.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Array and view differ in length.</exception>
    public static void CopyFromCPU<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream, T[] data)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        if (view.HasNoData())
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(data.Length, view.Extent.X, nameof(data));
        view.CopyFromCPU(stream, (ReadOnlySpan<T>)data);
    }

    /// <summary>Copies the buffer into <paramref name="data"/>.</summary>
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, T[] data)
        where T : unmanaged => buffer.View.CopyToCPU(data);

    /// <summary>Copies the buffer into <paramref name="data"/>.</summary>
    public static void CopyToCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => buffer.View.CopyToCPU(stream, data);

    /// <summary>Copies <paramref name="data"/> into the buffer.</summary>
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, T[] data)
        where T : unmanaged => buffer.View.CopyFromCPU(data);

    /// <summary>Copies <paramref name="data"/> into the buffer.</summary>
    public static void CopyFromCPU<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream, T[] data)
        where T : unmanaged => buffer.View.CopyFromCPU(stream, data);

    /// <summary>The view's elements as a new array.</summary>
    public static T[] GetAsArray<T>(this ArrayView<T> view)
        where T : unmanaged => ((ArrayView1D<T, Stride1D.Dense>)view).GetAsArray1D();

    /// <summary>The view's elements as a new array.</summary>
    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.Dense> view)
        where T : unmanaged => view.HasNoData() ? [] : view.GetAsArray1D(view.GetDefaultStream());

    /// <summary>The view's elements as a new array.</summary>
    public static T[] GetAsArray1D<T>(this ArrayView1D<T, Stride1D.Dense> view, AcceleratorStream stream)
        where T : unmanaged
    {
        var data = new T[view.Length];
        view.CopyToCPU(stream, data);
        return data;
    }

    /// <summary>The buffer's elements as a new array.</summary>
    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer)
        where T : unmanaged => buffer.View.GetAsArray1D();

    /// <summary>The buffer's elements as a new array.</summary>
    public static T[] GetAsArray1D<T>(this MemoryBuffer<ArrayView1D<T, Stride1D.Dense>> buffer, AcceleratorStream stream)
        where T : unmanaged => buffer.View.GetAsArray1D(stream);
}
