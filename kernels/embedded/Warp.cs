using ILGPU.Runtime.CPU;

namespace ILGPU;

/// <summary>The threads of a group that run in lock-step; for explicitly grouped kernels.</summary>
public static class Warp
{
    /// <summary>Threads of a warp.</summary>
    public static int WarpSize => KernelThread.Current.Group.WarpSize;

    /// <summary>The thread's index in its warp.</summary>
    public static int LaneIdx => KernelThread.Current.LaneIndex;

    /// <summary>The warp's index in its group.</summary>
    public static int WarpIdx => KernelThread.Current.WarpIndex;

    /// <summary>Waits until every thread of the warp is here.</summary>
    public static void Barrier() => KernelThread.Current.Group.WaitForWarp(KernelThread.Current);

    /// <summary>The value that lane <paramref name="sourceLane"/> passes; every thread of the warp must call it.</summary>
    public static T Shuffle<T>(T variable, int sourceLane)
        where T : unmanaged => KernelThread.Current.Group.Exchange(KernelThread.Current, variable, sourceLane);

    /// <summary>The value that the lane <paramref name="delta"/> further up passes; the lane's own where there is none.</summary>
    public static T ShuffleDown<T>(T variable, int delta)
        where T : unmanaged => Shuffle(variable, LaneIdx + delta);

    /// <summary>The value that the lane <paramref name="delta"/> further down passes; the lane's own where there is none.</summary>
    public static T ShuffleUp<T>(T variable, int delta)
        where T : unmanaged => Shuffle(variable, LaneIdx - delta);

    /// <summary>The value that the lane whose index differs by the bits of <paramref name="mask"/> passes.</summary>
    public static T ShuffleXor<T>(T variable, int mask)
        where T : unmanaged => Shuffle(variable, LaneIdx ^ mask);
}
