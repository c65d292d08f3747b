using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// One to three numbers that belong together: the species of one shell, the drivers of a law, its baths.
/// A law that has fewer leaves the rest at zero; the engine never reads them.
/// </summary>
public readonly struct Few<T>(T a, T b, T c) where T : unmanaged, IReal<T>
{
    /// <summary>The first.</summary>
    public readonly T A = a;

    /// <summary>The second, or zero.</summary>
    public readonly T B = b;

    /// <summary>The third, or zero.</summary>
    public readonly T C = c;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>One number.</summary>
    [MethodImpl(Inline)]
    public Few(T a) : this(a, T.Of(0), T.Of(0))
    {
    }

    /// <summary>Two numbers.</summary>
    [MethodImpl(Inline)]
    public Few(T a, T b) : this(a, b, T.Of(0))
    {
    }

    [MethodImpl(Inline)] public static Few<T> operator +(Few<T> x, Few<T> y) => new(x.A + y.A, x.B + y.B, x.C + y.C);
    [MethodImpl(Inline)] public static Few<T> operator -(Few<T> x, Few<T> y) => new(x.A - y.A, x.B - y.B, x.C - y.C);

    /// <summary>Component by component.</summary>
    [MethodImpl(Inline)] public static Few<T> operator *(Few<T> x, Few<T> y) => new(x.A * y.A, x.B * y.B, x.C * y.C);

    [MethodImpl(Inline)] public static Few<T> operator *(T k, Few<T> x) => new(k * x.A, k * x.B, k * x.C);

    /// <summary>k x + y.</summary>
    [MethodImpl(Inline)] public static Few<T> Fma(T k, Few<T> x, Few<T> y) => new(T.Fma(k, x.A, y.A), T.Fma(k, x.B, y.B), T.Fma(k, x.C, y.C));

    /// <summary>k x + y, component by component.</summary>
    [MethodImpl(Inline)] public static Few<T> Fma(Few<T> k, Few<T> x, Few<T> y) => new(T.Fma(k.A, x.A, y.A), T.Fma(k.B, x.B, y.B), T.Fma(k.C, x.C, y.C));
}
