namespace ILGPU;

/// <summary>A one-dimensional 32-bit index or extent.</summary>
/// <param name="x">The index.</param>
public readonly struct Index1D(int x) : IIndex, IEquatable<Index1D>
{
    /// <summary>The index -1, which points at nothing.</summary>
    public static readonly Index1D Invalid = new(-1);

    /// <summary>The first index.</summary>
    public static readonly Index1D Zero = new(0);

    /// <summary>The second index.</summary>
    public static readonly Index1D One = new(1);

    /// <summary>The index.</summary>
    public int X { get; } = x;

    /// <summary>Number of items spanned when this is an extent.</summary>
    public int Size => X;

    long IIndex.Size => X;

    /// <summary>The same index in 64 bits.</summary>
    public LongIndex1D ToLongIndex() => new(X);

    /// <summary>The same index in 64 bits.</summary>
    public static implicit operator LongIndex1D(Index1D index) => new(index.X);

    /// <summary>The index as a plain number.</summary>
    public static implicit operator int(Index1D index) => index.X;

    /// <summary>A plain number as an index.</summary>
    public static implicit operator Index1D(int index) => new(index);

    /// <summary>Sum.</summary>
    public static Index1D operator +(Index1D first, Index1D second) => new(first.X + second.X);

    /// <summary>Difference.</summary>
    public static Index1D operator -(Index1D first, Index1D second) => new(first.X - second.X);

    /// <summary>Product.</summary>
    public static Index1D operator *(Index1D first, Index1D second) => new(first.X * second.X);

    /// <summary>Quotient, rounded towards zero.</summary>
    public static Index1D operator /(Index1D first, Index1D second) => new(first.X / second.X);

    /// <summary>Whether both point at the same place.</summary>
    public static bool operator ==(Index1D first, Index1D second) => first.X == second.X;

    /// <summary>Whether they point at different places.</summary>
    public static bool operator !=(Index1D first, Index1D second) => first.X != second.X;

    /// <inheritdoc/>
    public bool Equals(Index1D other) => X == other.X;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Index1D other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => X.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"({X})";
}
