using ILGPU.Runtime.CPU;

namespace ILGPU;

/// <summary>The thread's place in its group; for explicitly grouped kernels.</summary>
public static class Group
{
    /// <summary>The thread's index in its group along x.</summary>
    public static int IdxX => Index.X;

    /// <summary>The thread's index in its group along y.</summary>
    public static int IdxY => Index.Y;

    /// <summary>The thread's index in its group along z.</summary>
    public static int IdxZ => Index.Z;

    /// <summary>The thread's index in its group.</summary>
    public static Index3D Index => KernelThread.Current.Index;

    /// <summary>Threads of the group along x.</summary>
    public static int DimX => Dimension.X;

    /// <summary>Threads of the group along y.</summary>
    public static int DimY => Dimension.Y;

    /// <summary>Threads of the group along z.</summary>
    public static int DimZ => Dimension.Z;

    /// <summary>Threads of the group.</summary>
    public static Index3D Dimension => KernelThread.Current.Group.Config.GroupDim;

    /// <summary>The thread's number in its group, x fastest.</summary>
    public static int LinearIndex => KernelThread.Current.LinearIndex;

    /// <summary>Whether this is the group's first thread.</summary>
    public static bool IsFirstThread => LinearIndex == 0;

    /// <summary>Waits until every thread of the group is here; what each wrote before, all see after.</summary>
    public static void Barrier() => KernelThread.Current.Group.Wait(KernelThread.Current);
}
