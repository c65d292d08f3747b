using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>What all chunks of a batch read: output times and the geometry of the shells.</summary>
sealed class DeviceConstants<T> : IDisposable
    where T : unmanaged, IReal<T>
{
    readonly MemoryBuffer1D<T, Stride1D.Dense> times, geometry;

    public DeviceConstants(Accelerator accelerator, ReadOnlySpan<double> outputTimes, DevicePlan plan)
    {
        times = accelerator.Allocate1D<T>([.. outputTimes.ToArray().Append(double.PositiveInfinity).Select(T.Of)]);
        geometry = accelerator.Allocate1D<T>([.. Geometry(plan)]);
    }

    /// <summary>Output times, then infinity.</summary>
    public ArrayView<T> Times => times.View;

    /// <summary>See <see cref="DeviceGrid{T}"/>.</summary>
    public ArrayView<T> Shells => geometry.View;

    public void Dispose()
    {
        times.Dispose();
        geometry.Dispose();
    }

    /// <summary>A view that no kernel of this law reads must still show something.</summary>
    static IEnumerable<T> Geometry(DevicePlan plan)
    {
        if (plan.Shells == 0)
            return [T.Of(0)];
        return DeviceGrid<T>.Table(SphereGrid.Graded(plan.Shells, plan.Grading));
    }
}
