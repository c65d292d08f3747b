using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// A value and its derivatives along up to three directions: one evaluation of an expensive function serves all three.
/// Comparisons look at the value alone. The rules of <see cref="Dual{T}"/>, three at a time.
/// </summary>
readonly struct Dual3<T>(T v, T a, T b, T c) : IReal<Dual3<T>>, IOver<Dual3<T>, T> where T : unmanaged, IReal<T>
{
    /// <summary>The value.</summary>
    public readonly T V = v;

    /// <summary>The derivatives along the three directions.</summary>
    public readonly T A = a, B = b, C = c;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>The directions one can seed at once.</summary>
    public const int Directions = 3;

    /// <summary>The variable that direction 0, 1 or 2 differentiates by; a constant for any other number.</summary>
    [MethodImpl(Inline)]
    public static Dual3<T> Seed(T value, int direction) =>
        new(value, One(direction == 0), One(direction == 1), One(direction == 2));

    /// <summary>1 or 0. A choice between whole numbers that is converted afterwards reaches PTX with the bits of an integer.</summary>
    [MethodImpl(Inline)]
    static T One(bool seeded) => seeded ? T.FromDouble(1) : T.FromDouble(0);

    [MethodImpl(Inline)] public static Dual3<T> Lift(Dual3<T> constant) => constant;
    [MethodImpl(Inline)] public static Dual3<T> Lift(T constant) => new(constant, T.FromDouble(0), T.FromDouble(0), T.FromDouble(0));
    [MethodImpl(Inline)] public static Dual3<T> operator +(Dual3<T> x, Dual3<T> y) => new(x.V + y.V, x.A + y.A, x.B + y.B, x.C + y.C);
    [MethodImpl(Inline)] public static Dual3<T> operator -(Dual3<T> x, Dual3<T> y) => new(x.V - y.V, x.A - y.A, x.B - y.B, x.C - y.C);
    [MethodImpl(Inline)] public static Dual3<T> operator *(T x, Dual3<T> y) => new(x * y.V, x * y.A, x * y.B, x * y.C);
    [MethodImpl(Inline)] public static Dual3<T> operator -(Dual3<T> x) => new(-x.V, -x.A, -x.B, -x.C);

    [MethodImpl(Inline)]
    public static Dual3<T> operator *(Dual3<T> x, Dual3<T> y) =>
        new(x.V * y.V, T.Fma(x.V, y.A, x.A * y.V), T.Fma(x.V, y.B, x.B * y.V), T.Fma(x.V, y.C, x.C * y.V));

    [MethodImpl(Inline)]
    public static Dual3<T> operator /(Dual3<T> x, Dual3<T> y)
    {
        T quotient = x.V / y.V, inverse = T.FromDouble(1) / y.V;
        return new(quotient, inverse * (x.A - quotient * y.A), inverse * (x.B - quotient * y.B), inverse * (x.C - quotient * y.C));
    }

    [MethodImpl(Inline)] public static Dual3<T> FromDouble(double x) => Lift(T.FromDouble(x));
    [MethodImpl(Inline)] public static Dual3<T> Whole(int n) => Lift(T.Whole(n));

    [MethodImpl(Inline)]
    public static Dual3<T> Fma(Dual3<T> x, Dual3<T> y, Dual3<T> z) => new(
        T.Fma(x.V, y.V, z.V),
        T.Fma(x.V, y.A, T.Fma(x.A, y.V, z.A)), T.Fma(x.V, y.B, T.Fma(x.B, y.V, z.B)), T.Fma(x.V, y.C, T.Fma(x.C, y.V, z.C)));

    [MethodImpl(Inline)]
    public static Dual3<T> Scale(Dual3<T> a, Dual3<T> x) => new(T.Scale(a.V, x.V), T.Scale(a.V, x.A), T.Scale(a.V, x.B), T.Scale(a.V, x.C));

    [MethodImpl(Inline)]
    public static Dual3<T> Axpy(Dual3<T> a, Dual3<T> x, Dual3<T> y) =>
        new(T.Axpy(a.V, x.V, y.V), T.Axpy(a.V, x.A, y.A), T.Axpy(a.V, x.B, y.B), T.Axpy(a.V, x.C, y.C));

    /// <summary>A function's value at x, given its derivative there.</summary>
    [MethodImpl(Inline)]
    static Dual3<T> Chain(T value, T derivative, Dual3<T> x) => new(value, derivative * x.A, derivative * x.B, derivative * x.C);

    [MethodImpl(Inline)]
    public static Dual3<T> Sqrt(Dual3<T> x)
    {
        T root = T.Sqrt(x.V);
        return Chain(root, T.FromDouble(1) / (root + root), x);
    }

    [MethodImpl(Inline)]
    public static Dual3<T> Exp(Dual3<T> x)
    {
        T e = T.Exp(x.V);
        return Chain(e, e, x);
    }

    [MethodImpl(Inline)] public static Dual3<T> Log(Dual3<T> x) => Chain(T.Log(x.V), T.FromDouble(1) / x.V, x);
    [MethodImpl(Inline)] public static Dual3<T> Abs(Dual3<T> x) => Select(Lift(T.Less(x.V, T.FromDouble(0))), -x, x);
    [MethodImpl(Inline)] public static Dual3<T> Max(Dual3<T> x, Dual3<T> y) => Select(Less(y, x), x, y);
    [MethodImpl(Inline)] public static Dual3<T> Min(Dual3<T> x, Dual3<T> y) => Select(Less(x, y), x, y);

    [MethodImpl(Inline)]
    public static Dual3<T> Inverse(Dual3<T> x)
    {
        T inverse = T.Inverse(x.V);
        return Chain(inverse, -(inverse * inverse), x);
    }


    [MethodImpl(Inline)]
    public static Dual3<T> RoughInverse(Dual3<T> x)
    {
        T inverse = T.RoughInverse(x.V);
        return Chain(inverse, -(inverse * inverse), x);
    }

    [MethodImpl(Inline)] public static Dual3<T> Round(Dual3<T> x) => Lift(T.Round(x.V));

    [MethodImpl(Inline)]
    public static Dual3<T> Scale2(Dual3<T> x, Dual3<T> n) =>
        new(T.Scale2(x.V, n.V), T.Scale2(x.A, n.V), T.Scale2(x.B, n.V), T.Scale2(x.C, n.V));

    [MethodImpl(Inline)]
    public static Dual3<T> Split(Dual3<T> x, out Dual3<T> exponent)
    {
        T mantissa = T.Split(x.V, out T e);
        exponent = Lift(e);
        return new(mantissa, T.Scale2(x.A, -e), T.Scale2(x.B, -e), T.Scale2(x.C, -e));
    }

    [MethodImpl(Inline)] public static Dual3<T> Less(Dual3<T> x, Dual3<T> y) => Mask(T.Less(x.V, y.V));
    [MethodImpl(Inline)] public static Dual3<T> LessOrEqual(Dual3<T> x, Dual3<T> y) => Mask(T.LessOrEqual(x.V, y.V));
    [MethodImpl(Inline)] public static Dual3<T> And(Dual3<T> maskA, Dual3<T> maskB) => Mask(T.And(maskA.V, maskB.V));
    [MethodImpl(Inline)] public static Dual3<T> Or(Dual3<T> maskA, Dual3<T> maskB) => Mask(T.Or(maskA.V, maskB.V));
    [MethodImpl(Inline)] public static Dual3<T> AndNot(Dual3<T> maskA, Dual3<T> maskB) => Mask(T.AndNot(maskA.V, maskB.V));
    [MethodImpl(Inline)] static Dual3<T> Mask(T mask) => new(mask, T.Never, T.Never, T.Never);
    public static Dual3<T> Never => Mask(T.Never);

    [MethodImpl(Inline)]
    public static Dual3<T> Select(Dual3<T> mask, Dual3<T> yes, Dual3<T> no) =>
        new(T.Select(mask.V, yes.V, no.V), T.Select(mask.V, yes.A, no.A), T.Select(mask.V, yes.B, no.B), T.Select(mask.V, yes.C, no.C));

    [MethodImpl(Inline)] public static bool Any(Dual3<T> mask) => T.Any(mask.V);
    [MethodImpl(Inline)] public static ulong Bits(Dual3<T> mask) => T.Bits(mask.V);
    public static bool HasDerivative => true;
    [MethodImpl(Inline)] public static Dual3<T> StopGradient(Dual3<T> x) => Lift(x.V);
    [MethodImpl(Inline)] public static Dual3<T> Seeded(Dual3<T> x) => Seed(x.V, 0);

    /// <summary>The derivative along the first direction.</summary>
    [MethodImpl(Inline)]
    public static double DerivativeOf(ref Dual3<T> memory, int lane) =>
        T.Get(ref Unsafe.Add(ref Unsafe.As<Dual3<T>, T>(ref memory), 1), lane);

    public static int Width => T.Width;
    public static double Epsilon => T.Epsilon;
    [MethodImpl(Inline)] public static double Get(ref Dual3<T> memory, int lane) => T.Get(ref Unsafe.As<Dual3<T>, T>(ref memory), lane);

    /// <summary>Makes a lane the constant <paramref name="value"/>.</summary>
    [MethodImpl(Inline)]
    public static void Set(ref Dual3<T> memory, int lane, double value)
    {
        ref T first = ref Unsafe.As<Dual3<T>, T>(ref memory);
        T.Set(ref first, lane, value);
        for (int direction = 1; direction <= Directions; direction++)
            T.Set(ref Unsafe.Add(ref first, direction), lane, 0);
    }

    [MethodImpl(Inline)]
    public static void Put(ref Dual3<T> table, int place, double value) =>
        T.Put(ref Unsafe.As<Dual3<T>, T>(ref table), place, value);
    [MethodImpl(Inline)]
    public static Dual3<T> Gather(ref Dual3<T> table, Dual3<T> place) =>
        Lift(T.Gather(ref Unsafe.As<Dual3<T>, T>(ref table), place.V));

    public override string ToString() => $"{V} (d {A}, {B}, {C})";
}
