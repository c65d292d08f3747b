using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>
/// x Phi(x), Phi being the normal distribution function, without a division: max(x, 0) - u (1 - Phi(u)) with u = |x|, held
/// at 5.3, beyond which the second term is below 4e-7; Phi(u) = 1/2 + u P(u^2). P is the polynomial of degree 13 with the
/// least largest error of the whole, 2.0e-7 (Lawson's iteration at 40 digits); with rounding the result is within 1e-6.
/// </summary>
readonly struct LaneGelu : ILaneActivation
{
    const float End = 5.3f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : unmanaged, IReal<T> => Value(x, out _);

    /// <summary>The derivative is Phi(x) + x phi(x), phi being the density.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, out T derivative) where T : unmanaged, IReal<T>
    {
        T y = Value(x, out T tail);
        T density = T.Exp(x * x * T.FromDouble(-0.5)) * T.FromDouble(0.398942280f);
        T probability = T.Select(T.Less(x, T.FromDouble(0)), -tail, T.FromDouble(1) + tail);
        derivative = T.Fma(x, density, probability);
        return y;
    }

    /// <summary>The value, and Phi(|x|) - 1 in <paramref name="tail"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Value<T>(T x, out T tail) where T : unmanaged, IReal<T>
    {
        // Minima and maxima give back their second operand if one of the two is NaN.
        T u = T.Min(T.FromDouble(End), T.Abs(x));
        T s = T.Fma(u * u, T.FromDouble(2 / (End * End)), T.FromDouble(-1f));
        T p = T.FromDouble(-0.000533600083f);
        p = T.Fma(p, s, T.FromDouble(0.00156085014f));
        p = T.Fma(p, s, T.FromDouble(-0.00174649129f));
        p = T.Fma(p, s, T.FromDouble(0.00220150595f));
        p = T.Fma(p, s, T.FromDouble(-0.00515284376f));
        p = T.Fma(p, s, T.FromDouble(0.00933726519f));
        p = T.Fma(p, s, T.FromDouble(-0.0135388302f));
        p = T.Fma(p, s, T.FromDouble(0.0187875653f));
        p = T.Fma(p, s, T.FromDouble(-0.0252125703f));
        p = T.Fma(p, s, T.FromDouble(0.0320966932f));
        p = T.Fma(p, s, T.FromDouble(-0.0395976731f));
        p = T.Fma(p, s, T.FromDouble(0.0492634078f));
        p = T.Fma(p, s, T.FromDouble(-0.0665182572f));
        p = T.Fma(p, s, T.FromDouble(0.133392568f));
        tail = T.Fma(u, p, T.FromDouble(-0.5f));
        return T.Fma(u, tail, T.Max(T.FromDouble(0), x));
    }
}
