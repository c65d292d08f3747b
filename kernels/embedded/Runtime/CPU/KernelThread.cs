namespace ILGPU.Runtime.CPU;

/// <summary>What one thread of a group knows of itself.</summary>
sealed class KernelThread(GroupRun group, int linearIndex)
{
    [ThreadStatic]
    static KernelThread? current;

    public enum State
    {
        NotStarted,
        Ready,
        Waiting,
        Done,
    }

    /// <summary>The thread that is asking.</summary>
    /// <exception cref="InvalidKernelOperationException">It is not one of an explicitly grouped kernel.</exception>
    public static KernelThread Current => current
        ?? throw new InvalidKernelOperationException("Group, Grid, Warp and SharedMemory exist only inside an explicitly grouped kernel.");

    public GroupRun Group => group;

    public int LinearIndex => linearIndex;

    public Index3D Index { get; } = GroupRun.Unfold(linearIndex, group.Config.GroupDim);

    public int WarpIndex => linearIndex / group.WarpSize;

    public int LaneIndex => linearIndex % group.WarpSize;

    /// <summary>Where it stands in the group's schedule.</summary>
    public State Standing { get; set; }

    /// <summary>The barrier it waits at.</summary>
    public int Barrier { get; set; }

    /// <summary>Signalled when it may go on.</summary>
    public SemaphoreSlim Turn { get; } = new(0);

    /// <summary>What it offers to the other lanes of its warp.</summary>
    public object? Offer { get; set; }

    /// <summary>Shared allocations it has asked for so far.</summary>
    public int SharedAllocations { get; set; }

    /// <summary>Runs the kernel as this thread, on the calling thread of the machine.</summary>
    public void Run(Action kernel)
    {
        var outer = current;
        current = this;
        try
        {
            kernel();
        }
        finally
        {
            current = outer;
        }
    }
}
