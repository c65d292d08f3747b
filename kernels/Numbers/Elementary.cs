using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// Exponential and logarithm by polynomial, about one unit in the last place, one generic implementation for every kind of number.
/// Faster than the library's vector functions, and on a device a few dozen instructions where a double
/// <c>Math.Exp</c> becomes thousands. Coefficients: Chebyshev interpolation at 60 digits; relative error of the
/// polynomials 1.0e-8 and 1.7e-17 (Exp), 2.8e-9 and 4.6e-18 (Log).
/// </summary>
static class Elementary
{
    const double Log2E = 1.4426950408889634;

    /// <summary>e^x = 2^n e^r with |r| &lt;= ln(2)/2; 0 and infinity beyond the range, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : unmanaged, IReal<T>
    {
        bool wide = T.Epsilon < 1e-10;
        // Beyond these the answer is 0 or infinity; the outer Max keeps a NaN, because it is the second operand.
        T bounded = T.Max(T.FromDouble(wide ? -746 : -104), T.Min(T.FromDouble(wide ? 710 : 89), x));
        T n = T.Round(T.FromDouble(Log2E) * bounded);
        T r = wide
            ? T.Fma(n, T.FromDouble(-1.9082149292705877e-10), T.Fma(n, T.FromDouble(-0.6931471803691238), bounded))
            : T.Fma(n, T.FromDouble(2.12194440e-4), T.Fma(n, T.FromDouble(-0.693359375), bounded));
        T p = wide ? ExpTail64(r) : ExpTail32(r);
        return T.Scale2(T.Fma(r * r, p, r) + T.FromDouble(1), n);
    }

    /// <summary>(e^r - 1 - r) / r^2 to single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ExpTail32<T>(T r) where T : unmanaged, IReal<T> =>
        T.FromDouble(0.5).Plus(r, T.FromDouble(0.16666576989698775).Plus(r, T.FromDouble(0.041666554617204574)
            .Plus(r, T.FromDouble(0.008363179052722578).Plus(r, T.FromDouble(0.0013926183587713494)))));

    /// <summary>(e^r - 1 - r) / r^2 to double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T ExpTail64<T>(T r) where T : unmanaged, IReal<T>
    {
        T high = T.FromDouble(1.9841269874820627e-4).Plus(r,
            T.FromDouble(2.4801587325547743e-05).Plus(r, T.FromDouble(2.7557255400206422e-06)
            .Plus(r, T.FromDouble(2.75572736431103e-07).Plus(r,
                T.FromDouble(2.5105217004720745e-08).Plus(r, T.FromDouble(2.0914686968086876e-09))))));
        return T.FromDouble(0.5).Plus(r, T.FromDouble(0.1666666666666667).Plus(r, T.FromDouble(0.04166666666666667)
            .Plus(r, T.FromDouble(0.008333333333326136).Plus(r, T.FromDouble(0.0013888888888883748).Plus(r, high)))));
    }

    /// <summary>ln x = e ln 2 + ln(1 + f), ln(1 + f) = 2 s + s R(s^2), s = f / (2 + f); -infinity for 0, NaN below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : unmanaged, IReal<T>
    {
        bool wide = T.Epsilon < 1e-10;
        // Subnormal numbers have no leading one: lift them into the normal range first.
        T tiny = T.Less(x, T.FromDouble(wide ? 2.2250738585072014e-308 : 1.17549435e-38));
        T lift = T.FromDouble(wide ? 18014398509481984.0 : 16777216.0);
        T mantissa = T.Split(T.Select(tiny, x * lift, x), out T exponent);
        exponent -= T.Select(tiny, T.FromDouble(wide ? 54 : 24), T.FromDouble(0));
        T f = mantissa - T.FromDouble(1);
        T s = f / (T.FromDouble(2) + f);
        T z = s * s;
        T tail = z * (wide ? LogTail64(z) : LogTail32(z));
        T half = 0.5 * (f * f);
        // f - (f^2/2 - s (f^2/2 + tail)) loses less than 2 s + s tail.
        T log1p = f - (half - s * (half + tail));
        T ln = wide
            ? T.Fma(exponent, T.FromDouble(0.6931471803691238), T.Fma(exponent, T.FromDouble(1.9082149292705877e-10), log1p))
            : T.Fma(exponent, T.FromDouble(0.693359375), T.Fma(exponent, T.FromDouble(-2.12194440e-4), log1p));
        ln = T.Select(T.Less(T.FromDouble(wide ? double.MaxValue : float.MaxValue), x), x, ln);
        ln = T.Select(T.Less(T.FromDouble(0), x), ln, T.FromDouble(double.NegativeInfinity));
        // NaN for NaN and for anything below zero: x - x is NaN only where x is.
        return T.Select(T.LessOrEqual(T.FromDouble(0), x), ln, T.FromDouble(double.NaN));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T LogTail32<T>(T z) where T : unmanaged, IReal<T> =>
        T.FromDouble(0.6666668504478588).Plus(z, T.FromDouble(0.3998877843365144).Plus(z, T.FromDouble(0.29580046168312196)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T LogTail64<T>(T z) where T : unmanaged, IReal<T> =>
        T.FromDouble(0.666666666666667).Plus(z, T.FromDouble(0.3999999999989945).Plus(z, T.FromDouble(0.28571428626001427)
            .Plus(z, T.FromDouble(0.22222211130560726).Plus(z, T.FromDouble(0.18182889433757515)
            .Plus(z, T.FromDouble(0.15331711346672997).Plus(z, T.FromDouble(0.14616576421644387)))))));
}
