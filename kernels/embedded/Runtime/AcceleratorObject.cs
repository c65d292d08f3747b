namespace ILGPU.Runtime;

/// <summary>Something that belongs to an accelerator and is disposed with it at the latest.</summary>
public abstract class AcceleratorObject : IDisposable
{
    int disposed;

    /// <summary>Ties the object to its accelerator.</summary>
    protected AcceleratorObject(Accelerator accelerator)
    {
        Accelerator = accelerator;
        accelerator.Adopt(this);
    }

    /// <summary>Frees what a forgotten object still holds.</summary>
    ~AcceleratorObject() => Free(disposing: false);

    /// <summary>The accelerator it belongs to.</summary>
    public Accelerator Accelerator { get; }

    /// <summary>Kind of device it lives on.</summary>
    public AcceleratorType AcceleratorType => Accelerator.AcceleratorType;

    /// <summary>Whether it has been disposed.</summary>
    public bool IsDisposed => Volatile.Read(ref disposed) != 0;

    /// <summary>Frees what it holds; a second call does nothing.</summary>
    public void Dispose()
    {
        Free(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what it holds; called once.</summary>
    protected abstract void DisposeAcceleratorObject(bool disposing);

    void Free(bool disposing)
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            DisposeAcceleratorObject(disposing);
    }
}
