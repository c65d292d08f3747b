using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels.Device;

/// <summary>The device memory that chunk after chunk of a batch goes through.</summary>
sealed class DeviceChunk<T> : IDisposable
    where T : unmanaged, IReal<T>
{
    readonly List<IDisposable> buffers = [];
    readonly Accelerator accelerator;
    readonly int columns, rowLength;

    public DeviceChunk(Accelerator accelerator, DevicePlan plan, ReleaseLaw law, Schedule? schedule, ReadOnlySpan<double> times)
    {
        this.accelerator = accelerator;
        columns = law.Parameters.Count;
        rowLength = law.Outputs.Count * times.Length;
        Parameters = Allocate<T>(plan.Count * columns);
        Times = Allocate<T>(times.Length + 1);
        Curves = Allocate<T>(plan.Count * rowLength);
        Outcomes = Allocate<int>(plan.Count);
        Account = Allocate<int>(1 + 2 * plan.Threads);
        Schedules = Allocate<T>(ScheduleShape.LengthFor(schedule, plan.Count));
        // A view that no kernel of this law reads must still show something.
        Geometry = Allocate<T>(Math.Max(1, 2 * plan.Shells));
        Scratch = Allocate<T>(Math.Max(1, plan.Threads * plan.ScratchPerThread));
        Upload<T>(Times, [.. times.ToArray().Append(double.PositiveInfinity).Select(T.Of)]);
        if (plan.Shells > 0)
            UploadGrid(SphereGrid.Graded(plan.Shells, plan.Grading));
    }

    /// <summary>Shape [columns, count].</summary>
    public ArrayView<T> Parameters { get; }

    /// <summary>Output times, then infinity.</summary>
    public ArrayView<T> Times { get; }

    /// <summary>Shape [count, outputs, times].</summary>
    public ArrayView<T> Curves { get; }

    /// <summary>One a scenario.</summary>
    public ArrayView<int> Outcomes { get; }

    /// <summary>Scenarios taken, steps of each thread, steps refused of each thread.</summary>
    public ArrayView<int> Account { get; }

    /// <summary>The schedules of the chunk's scenarios, or the one they share.</summary>
    public ArrayView<T> Schedules { get; }

    /// <summary>Conductances, then inverse volumes, of the shells.</summary>
    public ArrayView<T> Geometry { get; }

    /// <summary>The threads' states.</summary>
    public ArrayView<T> Scratch { get; }

    /// <summary>Sends scenarios, rows of a table in the law's units, and how each stands.</summary>
    public void Send(ReadOnlySpan<double> rows, int[] standing)
    {
        int count = standing.Length;
        var table = new T[count * columns];
        for (int scenario = 0; scenario < count; scenario++)
            for (int column = 0; column < columns; column++)
                table[column * count + scenario] = T.Of(rows[scenario * columns + column]);
        Upload<T>(Parameters, table);
        Upload<int>(Outcomes, standing);
        Account.MemSetToZero();
    }

    /// <summary>Sends the schedules of the chunk's scenarios; nothing for a law without.</summary>
    public void SendSchedules(Schedule? schedule)
    {
        if (schedule is not null)
            Upload<T>(Schedules, ScheduleShape.Table<T>(schedule));
    }

    /// <summary>Waits for the launch and fetches its curves, shape [count, outputs, times].</summary>
    public void FetchCurves(Span<T> curves)
    {
        accelerator.Synchronize();
        Curves.CopyToCPU(accelerator.DefaultStream, curves);
    }

    /// <summary>Fetches how each scenario ended.</summary>
    public void FetchOutcomes(Span<int> outcomes) => Outcomes.CopyToCPU(accelerator.DefaultStream, outcomes);

    /// <summary>Fetches the sums of steps tried and refused.</summary>
    /// <param name="threads">Threads that were launched.</param>
    public (long Steps, long Refused) FetchAccount(int threads)
    {
        int[] account = Account.SubView(1, 2 * threads).GetAsArray();
        return (Sum(account.AsSpan(0, threads)), Sum(account.AsSpan(threads)));

        static long Sum(ReadOnlySpan<int> counts)
        {
            long sum = 0;
            foreach (int count in counts)
                sum += count;
            return sum;
        }
    }

    public void Dispose()
    {
        foreach (var buffer in buffers)
            buffer.Dispose();
    }

    ArrayView<TElement> Allocate<TElement>(int length)
        where TElement : unmanaged
    {
        var buffer = accelerator.Allocate1D<TElement>(length);
        buffers.Add(buffer);
        return buffer.View;
    }

    void Upload<TElement>(ArrayView<TElement> target, TElement[] data)
        where TElement : unmanaged => target.SubView(0, data.Length).CopyFromCPU(accelerator.DefaultStream, data);

    void UploadGrid(SphereGrid grid) =>
        Upload<T>(Geometry, [.. grid.Conductance.Concat(grid.InverseVolume).Select(T.Of)]);
}
