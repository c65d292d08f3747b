using ILGPU.Runtime.CPU;

namespace ILGPU;

/// <summary>The group's place in the launch; for explicitly grouped kernels.</summary>
public static class Grid
{
    /// <summary>The group's index along x.</summary>
    public static int IdxX => Index.X;

    /// <summary>The group's index along y.</summary>
    public static int IdxY => Index.Y;

    /// <summary>The group's index along z.</summary>
    public static int IdxZ => Index.Z;

    /// <summary>The group's index.</summary>
    public static Index3D Index => KernelThread.Current.Group.GridIndex;

    /// <summary>Groups along x.</summary>
    public static int DimX => Dimension.X;

    /// <summary>Groups along y.</summary>
    public static int DimY => Dimension.Y;

    /// <summary>Groups along z.</summary>
    public static int DimZ => Dimension.Z;

    /// <summary>Groups of the launch.</summary>
    public static Index3D Dimension => KernelThread.Current.Group.Config.GridDim;

    /// <summary>The thread's index in the launch.</summary>
    public static Index3D GlobalIndex => new(
        IdxX * Group.DimX + Group.IdxX,
        IdxY * Group.DimY + Group.IdxY,
        IdxZ * Group.DimZ + Group.IdxZ);
}
