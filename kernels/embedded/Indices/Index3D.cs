namespace ILGPU;

/// <summary>A three-dimensional index or extent, as grids and groups have it.</summary>
/// <param name="x">Along the first dimension, the one that neighbouring threads differ in.</param>
/// <param name="y">Along the second.</param>
/// <param name="z">Along the third.</param>
public readonly struct Index3D(int x, int y, int z) : IIndex, IEquatable<Index3D>
{
    /// <summary>One item along each dimension.</summary>
    public static readonly Index3D One = new(1, 1, 1);

    /// <summary>Along the first dimension.</summary>
    public int X { get; } = x;

    /// <summary>Along the second dimension.</summary>
    public int Y { get; } = y;

    /// <summary>Along the third dimension.</summary>
    public int Z { get; } = z;

    /// <summary>Number of items spanned when this is an extent.</summary>
    /// <exception cref="OverflowException">It does not fit 32 bits.</exception>
    public int Size => checked((int)LongSize);

    /// <summary>Number of items spanned when this is an extent.</summary>
    public long LongSize => (long)X * Y * Z;

    long IIndex.Size => LongSize;

    /// <summary>Whether both point at the same place.</summary>
    public static bool operator ==(Index3D first, Index3D second) => first.Equals(second);

    /// <summary>Whether they point at different places.</summary>
    public static bool operator !=(Index3D first, Index3D second) => !first.Equals(second);

    /// <inheritdoc/>
    public bool Equals(Index3D other) => X == other.X && Y == other.Y && Z == other.Z;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Index3D other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y, Z);

    /// <inheritdoc/>
    public override string ToString() => $"({X}, {Y}, {Z})";
}
