using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Embedded;

/// <summary>
/// Elementary functions of 16 floats at once: range reduction and a minimax polynomial, 1 to 2 units in the last place,
/// with infinities and NaN as IEEE 754 has them.
/// </summary>
internal static class Reals
{
    private const float Log2E = 1.44269504f;

    /// <summary>ln 2 in two pieces, the first short enough that n * Ln2High is exact.</summary>
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Exp(Vector512<float> x)
    {
        var clamped = Clamp(x);
        var n = Round(clamped * Log2E);
        return Scale(Polynomial(Reduce(clamped, n)) + Vector512<float>.One, n);
    }

    /// <summary>exp(x) - 1 without loss near zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Expm1(Vector512<float> x)
    {
        var clamped = Clamp(x);
        var n = Round(clamped * Log2E);
        var p = Polynomial(Reduce(clamped, n));
        // 2^n p + (2^n - 1) cancels nothing that is not exact; for large n the powers themselves would overflow.
        var power = PowerOfTwo(Vector512.ConvertToInt32(n));
        var near = Vector512.FusedMultiplyAdd(power, p, power - Vector512<float>.One);
        var far = Scale(p + Vector512<float>.One, n) - Vector512<float>.One;
        return Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(n), Vector512.Create(64f)), near, far);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>
    /// tanh |x| = -e / (e + 2) with e = expm1(-2 |x|), which is exact in sign and near zero. From |x| = 15 on, e is -1 to
    /// the last place, and above that power of two expm1 needs no second way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Tanh(Vector512<float> x)
    {
        var y = Larger(Vector512.Abs(x) * -2f, -30f);
        var n = Round(y * Log2E);
        var power = PowerOfTwo(Vector512.ConvertToInt32(n));
        var e = Vector512.FusedMultiplyAdd(power, Polynomial(Reduce(y, n)), power - Vector512<float>.One);
        var magnitude = -e / (e + Vector512.Create(2f));
        return Vector512.ConditionalSelect(Vector512.Create(-0f), x, magnitude);
    }

    /// <summary>
    /// The error function: an odd rational function of x, held at |x| = 4 where the result is 1 (the coefficients in use in
    /// Eigen and XLA). Within 4e-7 everywhere.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Erf(Vector512<float> x)
    {
        var clamped = Larger(Smaller(x, 4f), -4f);
        var square = clamped * clamped;
        var top = Horner(square, [-2.72614225801306e-10f, 2.77068142495902e-08f, -2.10102402082508e-06f, -5.69250639462346e-05f, -7.34990630326855e-04f, -2.95459980854025e-03f, -1.60960333262415e-02f]);
        var bottom = Horner(square, [-1.45660718464996e-05f, -2.13374055278905e-04f, -1.68282697438203e-03f, -7.37332916720468e-03f, -1.42647390514189e-02f]);
        return clamped * top / bottom;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Horner(Vector512<float> x, ReadOnlySpan<float> coefficients)
    {
        var sum = Vector512.Create(coefficients[0]);
        for (var i = 1; i < coefficients.Length; i++) sum = Vector512.FusedMultiplyAdd(sum, x, Vector512.Create(coefficients[i]));
        return sum;
    }

    /// <summary>Beyond these exp is infinity or zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Clamp(Vector512<float> x) => Larger(Smaller(x, 89f), -104f);

    /// <summary>The smaller of x and a bound; NaN where x is NaN, which the processor's own minimum gives back if it comes second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Smaller(Vector512<float> x, float bound) => Avx512F.IsSupported
        ? Avx512F.Min(Vector512.Create(bound), x)
        : Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(bound)), Vector512.Create(bound), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Larger(Vector512<float> x, float bound) => Avx512F.IsSupported
        ? Avx512F.Max(Vector512.Create(bound), x)
        : Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(bound)), Vector512.Create(bound), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Round(Vector512<float> x)
    {
        // Adding and taking away 1.5 * 2^23 rounds to the nearest integer.
        var magic = Vector512.Create(12582912f);
        return (x + magic) - magic;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Reduce(Vector512<float> x, Vector512<float> n)
    {
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        return Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
    }

    /// <summary>exp(r) - 1 for |r| up to ln 2 / 2 (Cephes' coefficients).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Polynomial(Vector512<float> r)
    {
        var p = Vector512.Create(1.9875691500e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        return Vector512.FusedMultiplyAdd(p * r, r, r);
    }

    /// <summary>y * 2^n: one instruction where there is one, else in two steps, so that results near the ends of the range neither overflow early nor lose their denormals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Scale(Vector512<float> y, Vector512<float> n)
    {
        if (Avx512F.IsSupported) return Avx512F.Scale(y, n);
        var whole = Vector512.ConvertToInt32(n);
        var half = Vector512.ShiftRightArithmetic(whole, 1);
        return y * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> n) =>
        Vector512.ShiftLeft(n + Vector512.Create(127), 23).AsSingle();
}
