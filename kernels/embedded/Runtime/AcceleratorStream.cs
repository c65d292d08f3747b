namespace ILGPU.Runtime;

/// <summary>A queue of work on an accelerator.</summary>
public abstract class AcceleratorStream : AcceleratorObject
{
    /// <summary>Opens a queue.</summary>
    protected AcceleratorStream(Accelerator accelerator)
        : base(accelerator)
    {
    }

    /// <summary>Waits until everything queued is done.</summary>
    public abstract void Synchronize();

    /// <summary>Waits until everything queued is done.</summary>
    public Task SynchronizeAsync() => Task.Run(Synchronize);

    /// <summary>Notes the time at which the work queued so far is done.</summary>
    /// <exception cref="NotSupportedException">The context was built without <c>Profiling()</c>.</exception>
    public ProfilingMarker AddProfilingMarker() => Accelerator.Context.Properties.EnableProfiling
        ? AddProfilingMarkerInternal()
        : throw new NotSupportedException("Profiling markers need a context built with Profiling().");

    /// <summary>Notes the time at which the work queued so far is done.</summary>
    protected abstract ProfilingMarker AddProfilingMarkerInternal();
}

/// <summary>The queue of a device whose every call is finished when it returns.</summary>
sealed class HostStream(Accelerator accelerator) : AcceleratorStream(accelerator)
{
    public override void Synchronize() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    protected override ProfilingMarker AddProfilingMarkerInternal() => new HostProfilingMarker(Accelerator);

    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }
}
