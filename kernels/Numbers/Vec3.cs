using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// One to three numbers that belong together: the species of one shell, the autonomous pools of a model, its receptors.
/// A model that has fewer leaves the rest at zero; the engine never reads them.
/// </summary>
public readonly struct Vec3<T>(T a, T b, T c) where T : unmanaged, IReal<T>
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
    public Vec3(T a) : this(a, T.FromDouble(0), T.FromDouble(0))
    {
    }

    /// <summary>Two numbers.</summary>
    [MethodImpl(Inline)]
    public Vec3(T a, T b) : this(a, b, T.FromDouble(0))
    {
    }

    [MethodImpl(Inline)] public static Vec3<T> operator +(Vec3<T> x, Vec3<T> y) => new(x.A + y.A, x.B + y.B, x.C + y.C);
    [MethodImpl(Inline)] public static Vec3<T> operator -(Vec3<T> x, Vec3<T> y) => new(x.A - y.A, x.B - y.B, x.C - y.C);

    /// <summary>Component by component.</summary>
    [MethodImpl(Inline)] public static Vec3<T> operator *(Vec3<T> x, Vec3<T> y) => new(x.A * y.A, x.B * y.B, x.C * y.C);

    [MethodImpl(Inline)] public static Vec3<T> operator *(T k, Vec3<T> x) => new(k * x.A, k * x.B, k * x.C);

    /// <summary>k x + y.</summary>
    [MethodImpl(Inline)]
    public static Vec3<T> Fma(T k, Vec3<T> x, Vec3<T> y) =>
        new(T.Fma(k, x.A, y.A), T.Fma(k, x.B, y.B), T.Fma(k, x.C, y.C));

    /// <summary>k x + y, component by component.</summary>
    [MethodImpl(Inline)]
    public static Vec3<T> Fma(Vec3<T> k, Vec3<T> x, Vec3<T> y) =>
        new(T.Fma(k.A, x.A, y.A), T.Fma(k.B, x.B, y.B), T.Fma(k.C, x.C, y.C));
}
