using System.Numerics;
using System.Runtime.InteropServices;

namespace Parquet.Encodings;

/// <summary>
/// Smallest and largest value of a column, as bytes and back. As the format asks: a NaN is no value, a zero minimum is
/// written as -0 and a zero maximum as +0.
/// </summary>
internal static class Extremes
{
    public static (byte[]? Min, byte[]? Max) Of<T>(ReadOnlySpan<T> values)
        where T : struct
    {
        if (typeof(T) == typeof(float))
            return OfNumbers(MemoryMarshal.Cast<T, float>(values));
        if (typeof(T) == typeof(double))
            return OfNumbers(MemoryMarshal.Cast<T, double>(values));
        if (typeof(T) == typeof(int))
            return OfNumbers(MemoryMarshal.Cast<T, int>(values));
        return typeof(T) == typeof(long) ? OfNumbers(MemoryMarshal.Cast<T, long>(values)) : (null, null);
    }

    public static object? Value(byte[]? bytes, Type type) => bytes switch
    {
        null => null,
        { Length: sizeof(float) } when type == typeof(float) => BitConverter.ToSingle(bytes),
        { Length: sizeof(double) } when type == typeof(double) => BitConverter.ToDouble(bytes),
        { Length: sizeof(int) } when type == typeof(int) => BitConverter.ToInt32(bytes),
        { Length: sizeof(long) } when type == typeof(long) => BitConverter.ToInt64(bytes),
        _ => null,
    };

    static (byte[]? Min, byte[]? Max) OfNumbers<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumber<T>
    {
        int first = 0;
        while (first < values.Length && T.IsNaN(values[first]))
            first++;
        if (first == values.Length)
            return (null, null);
        T low = values[first], high = low;
        foreach (T value in values[first..])
        {
            // A NaN is neither below nor above, so it leaves both alone.
            if (value < low)
                low = value;
            if (value > high)
                high = value;
        }
        return (Bytes(T.IsZero(low) ? -T.Zero : low), Bytes(T.IsZero(high) ? T.Zero : high));
    }

    static byte[] Bytes<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
