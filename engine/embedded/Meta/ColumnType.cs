namespace Parquet.Meta;

/// <summary>How a value is stored; the numbers are those of the Parquet format.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}

/// <summary>The five column types of this stand-in, as the format and as .NET see them.</summary>
internal static class ColumnType
{
    public static PhysicalType Of(Type type) =>
        type == typeof(int) ? PhysicalType.Int32
        : type == typeof(long) ? PhysicalType.Int64
        : type == typeof(float) ? PhysicalType.Float
        : type == typeof(double) ? PhysicalType.Double
        : type == typeof(ReadOnlyMemory<char>) ? PhysicalType.ByteArray
        : throw new NotSupportedException($"type {type} is not supported: this stand-in knows float, double, int, long and string");

    public static Type Of(PhysicalType type, string column) => type switch
    {
        PhysicalType.Int32 => typeof(int),
        PhysicalType.Int64 => typeof(long),
        PhysicalType.Float => typeof(float),
        PhysicalType.Double => typeof(double),
        PhysicalType.ByteArray => typeof(string),
        _ => throw new NotSupportedException($"column '{column}' holds {type}: this stand-in knows float, double, int, long and string"),
    };
}
