using System.Diagnostics;

namespace ILGPU.Runtime;

/// <summary>A point in a stream whose time can be asked for.</summary>
public abstract class ProfilingMarker : AcceleratorObject
{
    /// <summary>Places a marker.</summary>
    protected ProfilingMarker(Accelerator accelerator)
        : base(accelerator)
    {
    }

    /// <summary>Waits until the stream has reached the marker.</summary>
    public abstract void Synchronize();

    /// <summary>Time between an earlier marker and this one.</summary>
    public abstract TimeSpan MeasureFrom(ProfilingMarker marker);

    /// <summary>Time between two markers.</summary>
    public static TimeSpan operator -(ProfilingMarker end, ProfilingMarker start) => end.MeasureFrom(start);
}

/// <summary>Markers in the default stream.</summary>
public static class ProfilingMarkers
{
    /// <summary>Notes the time at which the work queued so far is done.</summary>
    public static ProfilingMarker AddProfilingMarker(this Accelerator accelerator) => accelerator.DefaultStream.AddProfilingMarker();
}

sealed class HostProfilingMarker(Accelerator accelerator) : ProfilingMarker(accelerator)
{
    readonly long timestamp = Stopwatch.GetTimestamp();

    public override void Synchronize()
    {
    }

    public override TimeSpan MeasureFrom(ProfilingMarker marker) => marker is HostProfilingMarker start
        ? Stopwatch.GetElapsedTime(start.timestamp, timestamp)
        : throw new ArgumentException("The two markers are from different kinds of accelerators.", nameof(marker));

    protected override void DisposeAcceleratorObject(bool disposing)
    {
    }
}
