using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// A value and its derivative along one direction (forward differentiation). Comparisons look at the value alone.
/// </summary>
readonly struct Dual<T>(T v, T d) : IReal<Dual<T>>, IOver<Dual<T>, T> where T : unmanaged, IReal<T>
{
    /// <summary>The value.</summary>
    public readonly T V = v;

    /// <summary>The derivative along the direction seeded.</summary>
    public readonly T D = d;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The variable one differentiates by.</summary>
    [MethodImpl(Inline)] public static Dual<T> Seed(T value) => new(value, T.FromDouble(1));

    [MethodImpl(Inline)] public static Dual<T> Lift(Dual<T> constant) => constant;
    [MethodImpl(Inline)] public static Dual<T> Lift(T constant) => new(constant, T.FromDouble(0));
    [MethodImpl(Inline)] public static Dual<T> operator +(Dual<T> a, Dual<T> b) => new(a.V + b.V, a.D + b.D);
    [MethodImpl(Inline)] public static Dual<T> operator -(Dual<T> a, Dual<T> b) => new(a.V - b.V, a.D - b.D);
    [MethodImpl(Inline)] public static Dual<T> operator *(Dual<T> a, Dual<T> b) => new(a.V * b.V, T.Fma(a.V, b.D, a.D * b.V));
    [MethodImpl(Inline)] public static Dual<T> operator *(T a, Dual<T> b) => new(a * b.V, a * b.D);
    [MethodImpl(Inline)] public static Dual<T> operator -(Dual<T> a) => new(-a.V, -a.D);

    [MethodImpl(Inline)]
    public static Dual<T> operator /(Dual<T> a, Dual<T> b)
    {
        T quotient = a.V / b.V;
        return new(quotient, (a.D - quotient * b.D) / b.V);
    }

    [MethodImpl(Inline)] public static Dual<T> FromDouble(double x) => Lift(T.FromDouble(x));
    [MethodImpl(Inline)] public static Dual<T> Whole(int n) => Lift(T.Whole(n));
    [MethodImpl(Inline)]
    public static Dual<T> Fma(Dual<T> a, Dual<T> b, Dual<T> c) =>
        new(T.Fma(a.V, b.V, c.V), T.Fma(a.V, b.D, T.Fma(a.D, b.V, c.D)));

    [MethodImpl(Inline)] public static Dual<T> Scale(Dual<T> a, Dual<T> x) => new(T.Scale(a.V, x.V), T.Scale(a.V, x.D));
    [MethodImpl(Inline)] public static Dual<T> Axpy(Dual<T> a, Dual<T> x, Dual<T> y) => new(T.Axpy(a.V, x.V, y.V), T.Axpy(a.V, x.D, y.D));

    [MethodImpl(Inline)]
    public static Dual<T> Sqrt(Dual<T> x)
    {
        T root = T.Sqrt(x.V);
        return new(root, x.D / (root + root));
    }

    [MethodImpl(Inline)]
    public static Dual<T> Exp(Dual<T> x)
    {
        T e = T.Exp(x.V);
        return new(e, e * x.D);
    }

    [MethodImpl(Inline)] public static Dual<T> Log(Dual<T> x) => new(T.Log(x.V), x.D / x.V);
    [MethodImpl(Inline)] public static Dual<T> Abs(Dual<T> x) => Select(new(T.Less(x.V, T.FromDouble(0)), T.FromDouble(0)), -x, x);
    [MethodImpl(Inline)] public static Dual<T> Max(Dual<T> a, Dual<T> b) => Select(Less(b, a), a, b);
    [MethodImpl(Inline)] public static Dual<T> Min(Dual<T> a, Dual<T> b) => Select(Less(a, b), a, b);

    [MethodImpl(Inline)]
    public static Dual<T> Inverse(Dual<T> x)
    {
        T inverse = T.Inverse(x.V);
        return new(inverse, -(inverse * inverse * x.D));
    }

    [MethodImpl(Inline)]
    public static Dual<T> RoughInverse(Dual<T> x)
    {
        T inverse = T.RoughInverse(x.V);
        return new(inverse, -(inverse * inverse * x.D));
    }

    [MethodImpl(Inline)] public static Dual<T> Round(Dual<T> x) => Lift(T.Round(x.V));
    [MethodImpl(Inline)] public static Dual<T> Scale2(Dual<T> x, Dual<T> n) => new(T.Scale2(x.V, n.V), T.Scale2(x.D, n.V));

    [MethodImpl(Inline)]
    public static Dual<T> Split(Dual<T> x, out Dual<T> exponent)
    {
        T mantissa = T.Split(x.V, out T e);
        exponent = Lift(e);
        return new(mantissa, T.Scale2(x.D, -e));
    }

    [MethodImpl(Inline)] public static Dual<T> Less(Dual<T> a, Dual<T> b) => new(T.Less(a.V, b.V), T.Never);
    [MethodImpl(Inline)] public static Dual<T> LessOrEqual(Dual<T> a, Dual<T> b) => new(T.LessOrEqual(a.V, b.V), T.Never);
    [MethodImpl(Inline)] public static Dual<T> And(Dual<T> maskA, Dual<T> maskB) => new(T.And(maskA.V, maskB.V), T.Never);
    [MethodImpl(Inline)] public static Dual<T> Or(Dual<T> maskA, Dual<T> maskB) => new(T.Or(maskA.V, maskB.V), T.Never);
    [MethodImpl(Inline)] public static Dual<T> AndNot(Dual<T> maskA, Dual<T> maskB) => new(T.AndNot(maskA.V, maskB.V), T.Never);
    public static Dual<T> Never => new(T.Never, T.Never);
    [MethodImpl(Inline)]
    public static Dual<T> Select(Dual<T> mask, Dual<T> yes, Dual<T> no) =>
        new(T.Select(mask.V, yes.V, no.V), T.Select(mask.V, yes.D, no.D));
    [MethodImpl(Inline)] public static bool Any(Dual<T> mask) => T.Any(mask.V);
    [MethodImpl(Inline)] public static ulong Bits(Dual<T> mask) => T.Bits(mask.V);
    public static bool HasDerivative => true;
    [MethodImpl(Inline)] public static Dual<T> StopGradient(Dual<T> x) => Lift(x.V);
    [MethodImpl(Inline)] public static Dual<T> Seeded(Dual<T> x) => Seed(x.V);
    [MethodImpl(Inline)]
    public static double DerivativeOf(ref Dual<T> memory, int lane) =>
        T.Get(ref Unsafe.Add(ref Unsafe.As<Dual<T>, T>(ref memory), 1), lane);
    public static int Width => T.Width;
    public static double Epsilon => T.Epsilon;

    /// <summary>The value of a lane; the derivative is read from <see cref="D"/>.</summary>
    [MethodImpl(Inline)] public static double Get(ref Dual<T> memory, int lane) => T.Get(ref Unsafe.As<Dual<T>, T>(ref memory), lane);

    /// <summary>Makes a lane the constant <paramref name="value"/>.</summary>
    [MethodImpl(Inline)]
    public static void Set(ref Dual<T> memory, int lane, double value)
    {
        ref T first = ref Unsafe.As<Dual<T>, T>(ref memory);
        T.Set(ref first, lane, value);
        T.Set(ref Unsafe.Add(ref first, 1), lane, 0);
    }

    [MethodImpl(Inline)]
    public static void Put(ref Dual<T> table, int place, double value) =>
        T.Put(ref Unsafe.As<Dual<T>, T>(ref table), place, value);
    [MethodImpl(Inline)]
    public static Dual<T> Gather(ref Dual<T> table, Dual<T> place) =>
        Lift(T.Gather(ref Unsafe.As<Dual<T>, T>(ref table), place.V));

    public override string ToString() => $"{V} (d {D})";
}
