using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Device;

/// <summary>What all chunks of a batch read: output times, the geometry of the shells, the plan of a network.</summary>
sealed class DeviceConstants<T> : IDisposable
    where T : unmanaged, IReal<T>
{
    readonly MemoryBuffer1D<T, Stride1D.Dense> times, geometry;
    readonly MemoryBuffer1D<int, Stride1D.Dense> network;

    public DeviceConstants(Accelerator accelerator, ReadOnlySpan<double> outputTimes, DevicePlan plan)
    {
        times = accelerator.Allocate1D<T>(ScheduleShape.BothParts<T>(outputTimes.ToArray().Append(double.PositiveInfinity)));
        geometry = accelerator.Allocate1D<T>([.. Geometry(plan)]);
        network = accelerator.Allocate1D<int>(plan.Network.Length > 0 ? plan.Network : [0]);
    }

    /// <summary>Output times, then infinity, then the second part of each; see <see cref="Integration.SplitTime"/>.</summary>
    public ArrayView<T> Times => times.View;

    /// <summary>See <see cref="DeviceGrid{T}"/>.</summary>
    public ArrayView<T> Shells => geometry.View;

    /// <summary>The plan of a network.</summary>
    public ArrayView<int> Plan => network.View;

    public void Dispose()
    {
        network.Dispose();
        times.Dispose();
        geometry.Dispose();
    }

    /// <summary>A view that no kernel of this model reads must still show something.</summary>
    static IEnumerable<T> Geometry(DevicePlan plan)
    {
        if (plan.Shells == 0)
            return [T.FromDouble(0)];
        return DeviceGrid<T>.Table(SphereGrid.Graded(plan.Shells, plan.Grading, plan.Geometry));
    }
}
