namespace ILGPU.Runtime;

/// <summary>An opened device: gives memory, streams and kernels.</summary>
public abstract class Accelerator : IDisposable
{
    readonly List<WeakReference<AcceleratorObject>> children = [];
    bool disposed;

    /// <summary>Opens a device.</summary>
    protected Accelerator(Context context, Device device)
    {
        ArgumentNullException.ThrowIfNull(context);
        Context = context;
        Device = device;
        DefaultStream = new HostStream(this);
        context.Register(this);
    }

    /// <summary>Raised when the accelerator is disposed.</summary>
    public event EventHandler? Disposed;

    /// <summary>The context it was made from.</summary>
    public Context Context { get; }

    /// <summary>The device it opened.</summary>
    public Device Device { get; }

    /// <summary>The stream used where none is named.</summary>
    public AcceleratorStream DefaultStream { get; }

    /// <summary>Handle of the device's own runtime; none here.</summary>
    public IntPtr NativePtr { get; protected set; } = 1;

    /// <summary>Kind of device.</summary>
    public AcceleratorType AcceleratorType => Device.AcceleratorType;

    /// <summary>Name of the device.</summary>
    public string Name => Device.Name;

    /// <summary>Memory of the device in bytes.</summary>
    public long MemorySize => Device.MemorySize;

    /// <summary>Most threads in a group.</summary>
    public int MaxNumThreadsPerGroup => Device.MaxNumThreadsPerGroup;

    /// <summary>Most shared memory of a group in bytes.</summary>
    public int MaxSharedMemoryPerGroup => Device.MaxSharedMemoryPerGroup;

    /// <summary>Threads that run in lock-step.</summary>
    public int WarpSize => Device.WarpSize;

    /// <summary>Independent processors of the device.</summary>
    public int NumMultiprocessors => Device.NumMultiprocessors;

    /// <summary>Most threads in flight on one of them.</summary>
    public int MaxNumThreadsPerMultiprocessor => Device.MaxNumThreadsPerMultiprocessor;

    /// <summary>Most threads in flight.</summary>
    public int MaxNumThreads => Device.MaxNumThreads;

    /// <summary>A further stream.</summary>
    public AcceleratorStream CreateStream() => new HostStream(this);

    /// <summary>Waits until every stream is finished.</summary>
    public void Synchronize() => ObjectDisposedException.ThrowIf(disposed, this);

    /// <summary>Room for <paramref name="length"/> elements. What it holds at first is undefined: here every byte is 0xFF.</summary>
    public MemoryBuffer1D<T, Stride1D.Dense> Allocate1D<T>(long length)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return MemoryBuffer1D<T, Stride1D.Dense>.Allocate(this, length);
    }

    /// <summary>Disposes everything that belongs to the accelerator.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        lock (children)
        {
            foreach (var child in children)
                if (child.TryGetTarget(out var alive))
                    alive.Dispose();
            children.Clear();
        }

        Disposed?.Invoke(this, EventArgs.Empty);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override string ToString() => Device.ToString();

    internal void Adopt(AcceleratorObject child)
    {
        lock (children)
        {
            if (children.Count >= 4096)
                children.RemoveAll(reference => !reference.TryGetTarget(out var alive) || alive.IsDisposed);
            children.Add(new(child));
        }
    }

    /// <summary>Calls <paramref name="item"/> for every index of the extent.</summary>
    internal abstract void RunItems<TIndex>(TIndex extent, Action<TIndex> item)
        where TIndex : struct, IIndex;

    /// <summary>Calls <paramref name="thread"/> for every thread of every group.</summary>
    internal abstract void RunGroups(KernelConfig config, Action thread);
}
