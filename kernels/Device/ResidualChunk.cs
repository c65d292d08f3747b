using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Sensitivities;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Device;

/// <summary>Device memory for the residual of so many points, and page-locked host memory on the way there and back.</summary>
sealed class ResidualChunk<T> : IDisposable
    where T : unmanaged, IReal<T>
{
    readonly List<IDisposable> owned = [];
    readonly Accelerator accelerator;
    readonly PageLockedArray1D<T> staging;

    /// <param name="accelerator">The device.</param>
    /// <param name="shape">Points, times and threads at most.</param>
    /// <param name="samples">Samples at most.</param>
    /// <param name="timeCount">Collocation times at most, all samples together.</param>
    /// <param name="grid">The shells of a sphere model.</param>
    public ResidualChunk(Accelerator accelerator, ResidualShape shape, int samples, int timeCount, SphereGrid? grid)
    {
        this.accelerator = accelerator;
        int table = shape.Points * shape.States;
        Parameters = Allocate(samples * shape.Columns);
        ToParameters = Allocate(samples * shape.Columns);
        Times = Allocate(timeCount);
        Conditions = Allocate(timeCount * shape.Inputs);
        States = Allocate(table);
        Given = Allocate(table);
        Answer = Allocate(table);
        ByPoint = Allocate(shape.Points * shape.Columns);
        Geometry = Allocate(3 * shape.Shells);
        Scratch = Allocate(shape.Threads * shape.States * Sensitivities.PointFields.Count);
        staging = accelerator.AllocatePageLocked1D<T>(Math.Max(table,
            Math.Max(samples * shape.Columns, timeCount * Math.Max(1, shape.Inputs))));
        owned.Add(staging);
        if (grid is not null)
            Geometry.CopyFromCPU(DeviceGrid<T>.Table(grid));
    }

    /// <summary>Shape [samples, columns].</summary>
    public ArrayView<T> Parameters { get; }

    /// <summary>Derivatives by parameters, shape [samples, columns].</summary>
    public ArrayView<T> ToParameters { get; }

    /// <summary>Shape [times] or [samples, times].</summary>
    public ArrayView<T> Times { get; }

    /// <summary>Outside conditions at those times, input by input.</summary>
    public ArrayView<T> Conditions { get; }

    /// <summary>Proposed y, shape [points, states].</summary>
    public ArrayView<T> States { get; }

    /// <summary>Proposed dy/dt, or the cotangent v, shape [points, states].</summary>
    public ArrayView<T> Given { get; }

    /// <summary>r, or -J^T v, shape [points, states].</summary>
    public ArrayView<T> Answer { get; }

    /// <summary>(df/dp)^T v of every point, shape [points, columns].</summary>
    public ArrayView<T> ByPoint { get; }

    /// <summary>See <see cref="DeviceGrid{T}"/>.</summary>
    public ArrayView<T> Geometry { get; }

    /// <summary>The threads' workspaces.</summary>
    public ArrayView<T> Scratch { get; }

    /// <summary>Sends a table to the beginning of a view.</summary>
    public void Send<TNumber>(ArrayView<T> target, ReadOnlySpan<TNumber> table)
        where TNumber : unmanaged
    {
        Span<T> numbers = staging.Span[..table.Length];
        for (int k = 0; k < table.Length; k++)
            T.Set(ref numbers[k], 0, Table.Read(table[k]));
        target.CopyFromCPU(accelerator.DefaultStream, (ReadOnlySpan<T>)numbers);
    }

    /// <summary>Fetches the beginning of a view once everything before is done.</summary>
    public void Fetch<TNumber>(ArrayView<T> source, Span<TNumber> table)
        where TNumber : unmanaged
    {
        Span<T> numbers = staging.Span[..table.Length];
        source.CopyToCPU(accelerator.DefaultStream, numbers);
        for (int k = 0; k < table.Length; k++)
            table[k] = Table.Write<TNumber>(T.Get(ref numbers[k], 0));
    }

    public void Dispose()
    {
        foreach (IDisposable each in owned)
            each.Dispose();
    }

    /// <summary>A view must show something even where a model has nothing to put there.</summary>
    ArrayView<T> Allocate(int length)
    {
        var buffer = accelerator.Allocate1D<T>(Math.Max(1, length));
        owned.Add(buffer);
        return buffer.View;
    }
}
