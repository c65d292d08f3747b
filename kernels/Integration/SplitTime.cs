using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Integration;

/// <summary>
/// A time as two numbers of the kernel's kind: the nearest one, and what that leaves of it. In single precision the first alone
/// resolves 2e-6 d at day 30, both together 1e-13 d; in double precision the second is 0. Host lanes and devices compute with them in
/// the same order, so that they agree to the bit.
/// </summary>
static class SplitTime
{
    /// <summary>The two parts of a time.</summary>
    public static (T High, T Low) Of<T>(double time) where T : unmanaged, IReal<T>
    {
        T high = T.FromDouble(time), low = T.FromDouble(0);
        Set(ref high, ref low, 0, time);
        return (high, T.FromDouble(T.Get(ref low, 0)));
    }

    /// <summary>Puts a time into one lane.</summary>
    public static void Set<T>(ref T high, ref T low, int lane, double time) where T : unmanaged, IReal<T>
    {
        T.Set(ref high, lane, time);
        T.Set(ref low, lane, double.IsFinite(time) ? time - T.Get(ref high, lane) : 0);
    }

    /// <summary>How long after another time one is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Since<T>(T high, T low, T fromHigh, T fromLow) where T : unmanaged, IReal<T> => (high - fromHigh) + (low - fromLow);

    /// <summary>A time less a delay; the start where that lies before it (two-sum of Knuth, TAOCP 2, 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T High, T Low) Earlier<T>(T high, T low, T delay) where T : unmanaged, IReal<T>
    {
        T zero = T.FromDouble(0), sum = high - delay, taken = high - sum, rest = (high - (sum + taken)) + (taken - delay);
        T after = T.And(T.Less(zero, sum), T.Less(high, T.FromDouble(double.PositiveInfinity)));
        T before = T.LessOrEqual(sum, zero);
        return (T.Select(before, zero, sum), T.Select(after, low + rest, zero));
    }

    /// <summary>Mask: a time comes after another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T After<T>(T high, T low, T otherHigh, T otherLow) where T : unmanaged, IReal<T> =>
        T.Or(T.Less(otherHigh, high), T.And(T.LessOrEqual(otherHigh, high), T.Less(otherLow, low)));

    /// <summary>
    /// When an output is due, counted from the event before it: one that comes after the end of the piece lies beyond its length, one
    /// at its end or before it never does, whatever rounding makes of it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Due<T>(T high, T low, T fromHigh, T fromLow, T endHigh, T endLow, T length) where T : unmanaged, IReal<T> =>
        T.Select(After(high, low, endHigh, endLow), length + length, T.Min(Since(high, low, fromHigh, fromLow), length));
}
