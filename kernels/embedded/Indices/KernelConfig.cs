namespace ILGPU;

/// <summary>How an explicitly grouped kernel is launched: so many groups of so many threads.</summary>
public readonly struct KernelConfig : IIndex
{
    /// <summary>A grid of <paramref name="gridDim"/> groups of <paramref name="groupDim"/> threads.</summary>
    public KernelConfig(Index1D gridDim, Index1D groupDim)
        : this(new Index3D(gridDim.X, 1, 1), new Index3D(groupDim.X, 1, 1))
    {
    }

    /// <summary>A grid of <paramref name="gridDim"/> groups of <paramref name="groupDim"/> threads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An extent is negative.</exception>
    public KernelConfig(Index3D gridDim, Index3D groupDim)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gridDim.LongSize, nameof(gridDim));
        ArgumentOutOfRangeException.ThrowIfNegative(groupDim.LongSize, nameof(groupDim));
        GridDim = gridDim;
        GroupDim = groupDim;
    }

    /// <summary>Groups along each dimension.</summary>
    public Index3D GridDim { get; }

    /// <summary>Threads of a group along each dimension.</summary>
    public Index3D GroupDim { get; }

    /// <summary>Whether there is at least one thread.</summary>
    public bool IsValid => GridDim.X > 0 && GridDim.Y > 0 && GridDim.Z > 0 && GroupDim.X > 0 && GroupDim.Y > 0 && GroupDim.Z > 0;

    /// <summary>Threads in all.</summary>
    public long Size => GridDim.LongSize * GroupDim.LongSize;

    /// <summary>A pair (groups, threads of a group) as a configuration.</summary>
    public static implicit operator KernelConfig((Index1D Grid, Index1D Group) dimensions) => new(dimensions.Grid, dimensions.Group);

    /// <summary>A pair (groups, threads of a group) as a configuration.</summary>
    public static implicit operator KernelConfig((Index3D Grid, Index3D Group) dimensions) => new(dimensions.Grid, dimensions.Group);
}
