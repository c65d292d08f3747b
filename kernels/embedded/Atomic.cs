using System.Runtime.CompilerServices;

namespace ILGPU;

/// <summary>Updates of one element by many threads; each returns the value that was there before.</summary>
public static class Atomic
{
    /// <summary>Adds <paramref name="value"/>.</summary>
    public static int Add(ref int target, int value) => Interlocked.Add(ref target, value) - value;

    /// <summary>Adds <paramref name="value"/>.</summary>
    public static long Add(ref long target, long value) => Interlocked.Add(ref target, value) - value;

    /// <summary>Adds <paramref name="value"/>; the order of threads, and with it the last bit of the sum, is open.</summary>
    public static float Add(ref float target, float value)
    {
        float seen;
        do
            seen = Volatile.Read(ref target);
        while (BitConverter.SingleToInt32Bits(Interlocked.CompareExchange(ref target, seen + value, seen)) != BitConverter.SingleToInt32Bits(seen));
        return seen;
    }

    /// <summary>Adds <paramref name="value"/>; the order of threads, and with it the last bit of the sum, is open.</summary>
    public static double Add(ref double target, double value)
    {
        double seen;
        do
            seen = Volatile.Read(ref target);
        while (BitConverter.DoubleToInt64Bits(Interlocked.CompareExchange(ref target, seen + value, seen)) != BitConverter.DoubleToInt64Bits(seen));
        return seen;
    }

    /// <summary>Keeps the larger value.</summary>
    public static int Max(ref int target, int value)
    {
        int seen;
        do
            seen = Volatile.Read(ref target);
        while (Interlocked.CompareExchange(ref target, Math.Max(seen, value), seen) != seen);
        return seen;
    }

    /// <summary>Keeps the smaller value.</summary>
    public static int Min(ref int target, int value)
    {
        int seen;
        do
            seen = Volatile.Read(ref target);
        while (Interlocked.CompareExchange(ref target, Math.Min(seen, value), seen) != seen);
        return seen;
    }

    /// <summary>Puts <paramref name="value"/> there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Exchange(ref int target, int value) => Interlocked.Exchange(ref target, value);

    /// <summary>Puts <paramref name="value"/> there if <paramref name="compare"/> is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int CompareExchange(ref int target, int compare, int value) => Interlocked.CompareExchange(ref target, value, compare);
}
