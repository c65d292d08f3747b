using Parquet.Meta;

namespace Parquet.Schema;

/// <summary>A column.</summary>
public class DataField : Field
{
    /// <summary>A column named <paramref name="name"/> of <paramref name="clrType"/>: float, double, int, long or string.</summary>
    /// <param name="name">Column name.</param>
    /// <param name="clrType">Type of a value.</param>
    /// <param name="isNullable">Whether values may be missing; by default strings may and numbers may not.</param>
    /// <exception cref="NotSupportedException">The type is not one of the five.</exception>
    public DataField(string name, Type clrType, bool? isNullable = null)
        : base(name, SchemaType.Data)
    {
        // Like the package: a string column holds memory of characters.
        ClrType = clrType == typeof(string) ? typeof(ReadOnlyMemory<char>) : clrType;
        Physical = ColumnType.Of(ClrType);
        IsNullable = isNullable ?? clrType == typeof(string);
    }

    /// <summary>Type of a value; <c>ReadOnlyMemory&lt;char&gt;</c> for text.</summary>
    public Type ClrType { get; }

    internal PhysicalType Physical { get; }

    internal bool IsAttachedToSchema { get; set; }

    /// <inheritdoc/>
    public override bool Equals(object? obj) =>
        obj is DataField other && Name == other.Name && ClrType == other.ClrType && IsNullable == other.IsNullable;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ClrType, IsNullable);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({ClrType}{(IsNullable ? "?" : "")})";
}

/// <summary>A column whose values are of type <typeparamref name="T"/>.</summary>
/// <param name="name">Column name.</param>
/// <param name="nullable">Whether values may be missing; by default strings may and numbers may not.</param>
public class DataField<T>(string name, bool? nullable = null) : DataField(name, typeof(T), nullable);
