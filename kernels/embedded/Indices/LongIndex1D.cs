namespace ILGPU;

/// <summary>A one-dimensional 64-bit index or extent.</summary>
/// <param name="x">The index.</param>
public readonly struct LongIndex1D(long x) : IIndex, IEquatable<LongIndex1D>
{
    /// <summary>The index -1, which points at nothing.</summary>
    public static readonly LongIndex1D Invalid = new(-1);

    /// <summary>The first index.</summary>
    public static readonly LongIndex1D Zero = new(0);

    /// <summary>The second index.</summary>
    public static readonly LongIndex1D One = new(1);

    /// <summary>The index.</summary>
    public long X { get; } = x;

    /// <summary>Number of items spanned when this is an extent.</summary>
    public long Size => X;

    long IIndex.Size => X;

    /// <summary>The same index in 32 bits.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public Index1D ToIntIndex() => new(checked((int)X));

    /// <summary>The same index in 32 bits.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    public static explicit operator Index1D(LongIndex1D index) => index.ToIntIndex();

    /// <summary>The index as a plain number.</summary>
    public static implicit operator long(LongIndex1D index) => index.X;

    /// <summary>A plain number as an index.</summary>
    public static implicit operator LongIndex1D(long index) => new(index);

    /// <summary>Sum.</summary>
    public static LongIndex1D operator +(LongIndex1D first, LongIndex1D second) => new(first.X + second.X);

    /// <summary>Difference.</summary>
    public static LongIndex1D operator -(LongIndex1D first, LongIndex1D second) => new(first.X - second.X);

    /// <summary>Product.</summary>
    public static LongIndex1D operator *(LongIndex1D first, LongIndex1D second) => new(first.X * second.X);

    /// <summary>Quotient, rounded towards zero.</summary>
    public static LongIndex1D operator /(LongIndex1D first, LongIndex1D second) => new(first.X / second.X);

    /// <summary>Whether both point at the same place.</summary>
    public static bool operator ==(LongIndex1D first, LongIndex1D second) => first.X == second.X;

    /// <summary>Whether they point at different places.</summary>
    public static bool operator !=(LongIndex1D first, LongIndex1D second) => first.X != second.X;

    /// <inheritdoc/>
    public bool Equals(LongIndex1D other) => X == other.X;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LongIndex1D other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => X.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"({X})";
}
