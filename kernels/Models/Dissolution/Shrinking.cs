using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Powers below one of what is left of a body that vanishes at a finite time, where the power's slope is infinite. Below a
/// hundred-thousandth of the body they bend into a straight line through zero, so that every trajectory passes the end; curves change by
/// about as much.
/// </summary>
static class Shrinking
{
    const double Least = 1e-5;

    /// <summary>left^exponent as left times <see cref="PerLeft"/>; straight for what rounding has made negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Power<T>(T left, T exponent) where T : unmanaged, IReal<T> => left * PerLeft(left, exponent);

    /// <summary>left^(exponent - 1), held where next to nothing is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T PerLeft<T>(T left, T exponent) where T : unmanaged, IReal<T> =>
        T.Exp((exponent - 1) * T.Log(T.Max(T.FromDouble(0), left) + Least));
}
