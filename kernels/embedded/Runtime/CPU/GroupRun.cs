using System.Runtime.ExceptionServices;

namespace ILGPU.Runtime.CPU;

/// <summary>
/// Runs the threads of one group one at a time: the lowest that can go on does, until it ends or waits at a barrier.
/// A machine thread is taken for each group thread that is stopped half-way, so a kernel without barriers needs one in all.
/// </summary>
sealed class GroupRun
{
    /// <summary>The barrier of the whole group; warp w has barrier w.</summary>
    const int GroupBarrier = -1;

    readonly Lock gate = new();
    readonly ManualResetEventSlim finished = new();
    readonly KernelThread[] threads;
    readonly SharedAllocations shared;
    readonly Action kernel;
    ExceptionDispatchInfo? failure;

    public GroupRun(Accelerator accelerator, KernelConfig config, long group, Action kernel)
    {
        Config = config;
        GridIndex = Unfold(group, config.GridDim);
        WarpSize = accelerator.WarpSize;
        this.kernel = kernel;
        shared = new(accelerator);
        threads = [.. Enumerable.Range(0, config.GroupDim.Size).Select(index => new KernelThread(this, index))];
    }

    public KernelConfig Config { get; }

    public Index3D GridIndex { get; }

    public int WarpSize { get; }

    /// <summary>The three-dimensional index at a position, first dimension fastest.</summary>
    public static Index3D Unfold(long position, Index3D extent) =>
        new((int)(position % extent.X), (int)(position / extent.X % extent.Y), (int)(position / extent.X / extent.Y));

    public void Run()
    {
        using (shared)
        {
            Drive();
            finished.Wait();
        }

        failure?.Throw();
    }

    /// <summary>Waits until every thread of the group is there.</summary>
    public void Wait(KernelThread thread) => WaitAt(thread, GroupBarrier);

    /// <summary>Waits until every thread of the warp is there.</summary>
    public void WaitForWarp(KernelThread thread) => WaitAt(thread, thread.WarpIndex);

    /// <summary>Gives <paramref name="value"/> to the warp and takes that of the given lane; its own if there is no such lane.</summary>
    public T Exchange<T>(KernelThread thread, T value, int sourceLane)
        where T : unmanaged
    {
        thread.Offer = value;
        WaitForWarp(thread);
        int source = thread.WarpIndex * WarpSize + sourceLane;
        bool exists = sourceLane >= 0 && sourceLane < WarpSize && source < threads.Length;
        T taken = exists ? (T)threads[source].Offer! : value;
        WaitForWarp(thread);
        return taken;
    }

    /// <summary>The group's memory for the thread's next shared allocation.</summary>
    public ArrayView<T> Share<T>(KernelThread thread, int extent)
        where T : unmanaged => shared.Next<T>(thread, extent);

    void WaitAt(KernelThread thread, int barrier)
    {
        KernelThread? next;
        lock (gate)
        {
            thread.Standing = KernelThread.State.Waiting;
            thread.Barrier = barrier;
            if (threads.Count(other => IsAt(other, barrier)) == Participants(barrier))
                Release(barrier);
            next = Next();
        }

        if (next != thread)
        {
            HandOver(next);
            thread.Turn.Wait();
        }

        if (failure != null)
            throw new OperationCanceledException("Another thread of the group failed.");
    }

    /// <summary>Starts threads on this machine thread until one that already has its own is next, or none is left.</summary>
    void Drive()
    {
        while (true)
        {
            KernelThread? next;
            lock (gate)
                next = Next();
            if (next is null)
            {
                finished.Set();
                return;
            }

            if (next.Standing != KernelThread.State.NotStarted)
            {
                next.Turn.Release();
                return;
            }

            RunToEnd(next);
        }
    }

    void RunToEnd(KernelThread thread)
    {
        try
        {
            if (failure is null)
                thread.Run(kernel);
        }
        catch (Exception cause)
        {
            failure ??= ExceptionDispatchInfo.Capture(cause);
        }

        lock (gate)
            thread.Standing = KernelThread.State.Done;
    }

    void HandOver(KernelThread? next)
    {
        if (next is { Standing: not KernelThread.State.NotStarted })
            next.Turn.Release();
        else
            new Thread(Drive) { IsBackground = true }.Start();
    }

    /// <summary>The lowest thread that can go on, or null when all are done.</summary>
    KernelThread? Next()
    {
        var next = threads.FirstOrDefault(CanGoOn);
        if (next is null && threads.FirstOrDefault(thread => thread.Standing == KernelThread.State.Waiting) is { } stuck)
        {
            failure ??= ExceptionDispatchInfo.Capture(new InvalidKernelOperationException(
                $"Thread {stuck.LinearIndex} of group {GridIndex} waits at a barrier that not every thread reaches."));
            next = stuck;
        }

        return next;
    }

    bool CanGoOn(KernelThread thread) => thread.Standing switch
    {
        KernelThread.State.NotStarted or KernelThread.State.Ready => true,
        KernelThread.State.Waiting => failure != null,
        _ => false,
    };

    void Release(int barrier)
    {
        foreach (var thread in threads)
            if (IsAt(thread, barrier))
                thread.Standing = KernelThread.State.Ready;
    }

    int Participants(int barrier) => barrier == GroupBarrier
        ? threads.Length
        : Math.Min(WarpSize, threads.Length - barrier * WarpSize);

    static bool IsAt(KernelThread thread, int barrier) =>
        thread.Standing == KernelThread.State.Waiting && thread.Barrier == barrier;
}
