using ILGPU;
using ILGPU.Runtime;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Device;

/// <summary>
/// A stream with device memory for one chunk and page-locked host memory beside it. Two slots take turns, so that one's
/// tables travel while the other computes.
/// </summary>
sealed class DeviceSlot<T> : IDisposable
    where T : unmanaged, IReal<T>
{
    readonly List<IDisposable> owned = [];
    readonly Accelerator accelerator;
    readonly PageLockedArray1D<T> hostParameters, hostSchedules;
    readonly PageLockedArray1D<T>? hostCurves;
    readonly PageLockedArray1D<int> hostOutcomes;
    readonly PageLockedArray1D<long> hostTotals;
    readonly ArrayView<long> totals;
    readonly int columns;

    /// <param name="accelerator">The device.</param>
    /// <param name="plan">Samples and threads at most.</param>
    /// <param name="columns">Parameters of a sample.</param>
    /// <param name="late">1 where a delay stands behind them, else 0.</param>
    /// <param name="rowLength">Numbers of a sample's curves; 0 where curves go to memory that is not this slot's.</param>
    /// <param name="scheduleLength">Numbers of the chunk's schedules.</param>
    public DeviceSlot(Accelerator accelerator, DevicePlan plan, int columns, int late, int rowLength, int scheduleLength)
    {
        this.accelerator = accelerator;
        this.columns = columns;
        Stream = Own(accelerator.CreateStream());
        (Parameters, hostParameters) = Allocate<T>(plan.Count * (columns + late));
        (Schedules, hostSchedules) = Allocate<T>(scheduleLength);
        (Outcomes, hostOutcomes) = Allocate<int>(plan.Count);
        Taken = Own(accelerator.Allocate1D<int>(1)).View;
        Account = Own(accelerator.Allocate1D<long>(2 * plan.Threads)).View;
        (totals, hostTotals) = Allocate<long>(2);
        if (rowLength > 0)
            (Curves, hostCurves) = Allocate<T>(plan.Count * rowLength);
        Scratch = Own(accelerator.Allocate1D<T>(Math.Max(1, plan.Threads * plan.ScratchPerThread))).View;
    }

    /// <summary>Where this slot's copies and launches queue.</summary>
    public AcceleratorStream Stream { get; }

    /// <summary>Shape [columns, count].</summary>
    public ArrayView<T> Parameters { get; }

    /// <summary>The schedules of the chunk's samples, or the one they share.</summary>
    public ArrayView<T> Schedules { get; }

    /// <summary>Shape [count, outputs, times].</summary>
    public ArrayView<T> Curves { get; set; }

    /// <summary>One a sample.</summary>
    public ArrayView<int> Outcomes { get; }

    /// <summary>How many samples threads have taken.</summary>
    public ArrayView<int> Taken { get; }

    /// <summary>Steps of each thread, then steps refused of each thread.</summary>
    public ArrayView<long> Account { get; }

    /// <summary>The threads' states.</summary>
    public ArrayView<T> Scratch { get; }

    /// <summary>First sample of the chunk under way.</summary>
    public int First { get; private set; }

    /// <summary>Samples of the chunk under way; 0 for an idle slot.</summary>
    public int Count { get; private set; }

    /// <summary>Sends samples, rows of a table in the model's units, and how each stands; a number that knows its derivative is told the
    /// column it is by. Delays stand behind the last column.</summary>
    public void Send(
        int first, ReadOnlySpan<double> workspace, ReadOnlySpan<double> delays, ReleaseModel model, Schedule? schedule, int seed)
    {
        First = first;
        Count = workspace.Length / columns;
        Span<T> table = hostParameters.Span;
        for (int sample = 0; sample < Count; sample++)
        {
            ReadOnlySpan<double> row = workspace.Slice(sample * columns, columns);
            for (int column = 0; column < columns; column++)
                table[column * Count + sample] = Seeded(row[column], column == seed);
            if (!delays.IsEmpty)
                table[columns * Count + sample] = Seeded(delays[sample], columns == seed);
            hostOutcomes.Span[sample] = (int)(model.InDomain(row) ? Outcome.NotRun : Outcome.OutOfDomain);
        }

        Parameters.CopyFromPageLockedAsync(Stream, hostParameters);
        Outcomes.CopyFromPageLockedAsync(Stream, hostOutcomes);
        Taken.MemSetToZero(Stream);
        if (schedule is null)
            return;
        ScheduleShape.Table<T>(schedule).CopyTo(hostSchedules.Span);
        Schedules.CopyFromPageLockedAsync(Stream, hostSchedules);
    }

    static T Seeded(double value, bool isSeed) => isSeed ? T.Seeded(T.FromDouble(value)) : T.FromDouble(value);

    /// <summary>Queues that the chunk's curves are all NaN, which a trajectory that fails leaves of them.</summary>
    public void Clear(int rowLength) => accelerator.Fill<T>()(Stream, Curves.SubView(0, (long)Count * rowLength), T.FromDouble(double.NaN));

    /// <summary>Queues the way back; of the accounts of the threads that were launched only the sums travel.</summary>
    public void Return(int threads)
    {
        var sum = accelerator.Sum();
        sum(Stream, Account.SubView(0, threads), totals.SubView(0, 1));
        sum(Stream, Account.SubView(threads, threads), totals.SubView(1, 1));
        if (hostCurves is not null)
            Curves.CopyToPageLockedAsync(Stream, hostCurves);
        Outcomes.CopyToPageLockedAsync(Stream, hostOutcomes);
        totals.CopyToPageLockedAsync(Stream, hostTotals);
    }

    /// <summary>Waits until everything queued is done; from here on the answers may be read.</summary>
    public void Wait() => Stream.Synchronize();

    /// <summary>Ready for another chunk.</summary>
    public void Release() => Count = 0;

    /// <summary>Curves of the chunk, shape [count, outputs, times].</summary>
    public ReadOnlySpan<T> FetchedCurves(int rowLength) => hostCurves!.Span[..(Count * rowLength)];

    /// <summary>How the chunk's samples ended.</summary>
    public ReadOnlySpan<int> FetchedOutcomes => hostOutcomes.Span[..Count];

    /// <summary>Steps tried and refused by all threads together.</summary>
    public (long Steps, long Refused) FetchedTotals => (hostTotals.Span[0], hostTotals.Span[1]);

    public void Dispose()
    {
        // In the order of making, but the stream last: what still queues on it uses the memory.
        Stream.Synchronize();
        for (int k = owned.Count - 1; k >= 0; k--)
            owned[k].Dispose();
    }

    /// <summary>A view must show something even where a model has nothing to put there.</summary>
    (ArrayView<TElement> Device, PageLockedArray1D<TElement> Host) Allocate<TElement>(int length)
        where TElement : unmanaged =>
        (Own(accelerator.Allocate1D<TElement>(Math.Max(1, length))).View,
        Own(accelerator.AllocatePageLocked1D<TElement>(Math.Max(1, length))));

    TOwned Own<TOwned>(TOwned each)
        where TOwned : IDisposable
    {
        owned.Add(each);
        return each;
    }
}
