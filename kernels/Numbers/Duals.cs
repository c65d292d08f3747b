using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// A value and its derivatives along up to three directions: one evaluation of an expensive function serves all three.
/// Comparisons look at the value alone. The rules of <see cref="Dual{T}"/>, three at a time.
/// </summary>
readonly struct Duals<T>(T v, T a, T b, T c) : IReal<Duals<T>>, IOver<Duals<T>, T> where T : unmanaged, IReal<T>
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
    public static Duals<T> Seed(T value, int direction) =>
        new(value, One(direction == 0), One(direction == 1), One(direction == 2));

    /// <summary>1 or 0. A choice between whole numbers that is converted afterwards reaches PTX with the bits of an integer.</summary>
    [MethodImpl(Inline)]
    static T One(bool seeded) => seeded ? T.Of(1) : T.Of(0);

    [MethodImpl(Inline)] public static Duals<T> Lift(Duals<T> constant) => constant;
    [MethodImpl(Inline)] public static Duals<T> Lift(T constant) => new(constant, T.Of(0), T.Of(0), T.Of(0));
    [MethodImpl(Inline)] public static Duals<T> operator +(Duals<T> x, Duals<T> y) => new(x.V + y.V, x.A + y.A, x.B + y.B, x.C + y.C);
    [MethodImpl(Inline)] public static Duals<T> operator -(Duals<T> x, Duals<T> y) => new(x.V - y.V, x.A - y.A, x.B - y.B, x.C - y.C);
    [MethodImpl(Inline)] public static Duals<T> operator *(T x, Duals<T> y) => new(x * y.V, x * y.A, x * y.B, x * y.C);
    [MethodImpl(Inline)] public static Duals<T> operator -(Duals<T> x) => new(-x.V, -x.A, -x.B, -x.C);

    [MethodImpl(Inline)]
    public static Duals<T> operator *(Duals<T> x, Duals<T> y) =>
        new(x.V * y.V, T.Fma(x.V, y.A, x.A * y.V), T.Fma(x.V, y.B, x.B * y.V), T.Fma(x.V, y.C, x.C * y.V));

    [MethodImpl(Inline)]
    public static Duals<T> operator /(Duals<T> x, Duals<T> y)
    {
        T quotient = x.V / y.V, inverse = T.Of(1) / y.V;
        return new(quotient, inverse * (x.A - quotient * y.A), inverse * (x.B - quotient * y.B), inverse * (x.C - quotient * y.C));
    }

    [MethodImpl(Inline)] public static Duals<T> Of(double x) => Lift(T.Of(x));
    [MethodImpl(Inline)] public static Duals<T> Whole(int n) => Lift(T.Whole(n));

    [MethodImpl(Inline)]
    public static Duals<T> Fma(Duals<T> x, Duals<T> y, Duals<T> z) => new(
        T.Fma(x.V, y.V, z.V),
        T.Fma(x.V, y.A, T.Fma(x.A, y.V, z.A)), T.Fma(x.V, y.B, T.Fma(x.B, y.V, z.B)), T.Fma(x.V, y.C, T.Fma(x.C, y.V, z.C)));

    [MethodImpl(Inline)]
    public static Duals<T> Scale(Duals<T> a, Duals<T> x) => new(T.Scale(a.V, x.V), T.Scale(a.V, x.A), T.Scale(a.V, x.B), T.Scale(a.V, x.C));

    [MethodImpl(Inline)]
    public static Duals<T> Axpy(Duals<T> a, Duals<T> x, Duals<T> y) =>
        new(T.Axpy(a.V, x.V, y.V), T.Axpy(a.V, x.A, y.A), T.Axpy(a.V, x.B, y.B), T.Axpy(a.V, x.C, y.C));

    /// <summary>A function's value at x, given its slope there.</summary>
    [MethodImpl(Inline)]
    static Duals<T> Chain(T value, T slope, Duals<T> x) => new(value, slope * x.A, slope * x.B, slope * x.C);

    [MethodImpl(Inline)]
    public static Duals<T> Sqrt(Duals<T> x)
    {
        T root = T.Sqrt(x.V);
        return Chain(root, T.Of(1) / (root + root), x);
    }

    [MethodImpl(Inline)]
    public static Duals<T> Exp(Duals<T> x)
    {
        T e = T.Exp(x.V);
        return Chain(e, e, x);
    }

    [MethodImpl(Inline)] public static Duals<T> Log(Duals<T> x) => Chain(T.Log(x.V), T.Of(1) / x.V, x);
    [MethodImpl(Inline)] public static Duals<T> Abs(Duals<T> x) => Select(Lift(T.Less(x.V, T.Of(0))), -x, x);
    [MethodImpl(Inline)] public static Duals<T> Max(Duals<T> x, Duals<T> y) => Select(Less(y, x), x, y);
    [MethodImpl(Inline)] public static Duals<T> Min(Duals<T> x, Duals<T> y) => Select(Less(x, y), x, y);

    [MethodImpl(Inline)]
    public static Duals<T> Inverse(Duals<T> x)
    {
        T inverse = T.Inverse(x.V);
        return Chain(inverse, -(inverse * inverse), x);
    }


    [MethodImpl(Inline)]
    public static Duals<T> RoughInverse(Duals<T> x)
    {
        T inverse = T.RoughInverse(x.V);
        return Chain(inverse, -(inverse * inverse), x);
    }

    [MethodImpl(Inline)] public static Duals<T> Round(Duals<T> x) => Lift(T.Round(x.V));

    [MethodImpl(Inline)]
    public static Duals<T> Scale2(Duals<T> x, Duals<T> n) =>
        new(T.Scale2(x.V, n.V), T.Scale2(x.A, n.V), T.Scale2(x.B, n.V), T.Scale2(x.C, n.V));

    [MethodImpl(Inline)]
    public static Duals<T> Split(Duals<T> x, out Duals<T> exponent)
    {
        T mantissa = T.Split(x.V, out T e);
        exponent = Lift(e);
        return new(mantissa, T.Scale2(x.A, -e), T.Scale2(x.B, -e), T.Scale2(x.C, -e));
    }

    [MethodImpl(Inline)] public static Duals<T> Less(Duals<T> x, Duals<T> y) => Mask(T.Less(x.V, y.V));
    [MethodImpl(Inline)] public static Duals<T> LessOrEqual(Duals<T> x, Duals<T> y) => Mask(T.LessOrEqual(x.V, y.V));
    [MethodImpl(Inline)] public static Duals<T> And(Duals<T> maskA, Duals<T> maskB) => Mask(T.And(maskA.V, maskB.V));
    [MethodImpl(Inline)] public static Duals<T> Or(Duals<T> maskA, Duals<T> maskB) => Mask(T.Or(maskA.V, maskB.V));
    [MethodImpl(Inline)] public static Duals<T> AndNot(Duals<T> maskA, Duals<T> maskB) => Mask(T.AndNot(maskA.V, maskB.V));
    [MethodImpl(Inline)] static Duals<T> Mask(T mask) => new(mask, T.Never, T.Never, T.Never);
    public static Duals<T> Never => Mask(T.Never);

    [MethodImpl(Inline)]
    public static Duals<T> Select(Duals<T> mask, Duals<T> yes, Duals<T> no) =>
        new(T.Select(mask.V, yes.V, no.V), T.Select(mask.V, yes.A, no.A), T.Select(mask.V, yes.B, no.B), T.Select(mask.V, yes.C, no.C));

    [MethodImpl(Inline)] public static bool Any(Duals<T> mask) => T.Any(mask.V);
    [MethodImpl(Inline)] public static ulong Bits(Duals<T> mask) => T.Bits(mask.V);
    public static bool HasSlope => true;
    [MethodImpl(Inline)] public static Duals<T> Freeze(Duals<T> x) => Lift(x.V);
    [MethodImpl(Inline)] public static Duals<T> Seeded(Duals<T> x) => Seed(x.V, 0);

    /// <summary>The derivative along the first direction.</summary>
    [MethodImpl(Inline)] public static double SlopeOf(ref Duals<T> memory, int lane) => T.Get(ref Unsafe.Add(ref Unsafe.As<Duals<T>, T>(ref memory), 1), lane);

    public static int Width => T.Width;
    public static double Epsilon => T.Epsilon;
    [MethodImpl(Inline)] public static double Get(ref Duals<T> memory, int lane) => T.Get(ref Unsafe.As<Duals<T>, T>(ref memory), lane);

    /// <summary>Makes a lane the constant <paramref name="value"/>.</summary>
    [MethodImpl(Inline)]
    public static void Set(ref Duals<T> memory, int lane, double value)
    {
        ref T first = ref Unsafe.As<Duals<T>, T>(ref memory);
        T.Set(ref first, lane, value);
        for (int direction = 1; direction <= Directions; direction++)
            T.Set(ref Unsafe.Add(ref first, direction), lane, 0);
    }

    [MethodImpl(Inline)] public static void Put(ref Duals<T> table, int place, double value) => T.Put(ref Unsafe.As<Duals<T>, T>(ref table), place, value);
    [MethodImpl(Inline)] public static Duals<T> Gather(ref Duals<T> table, Duals<T> place) => Lift(T.Gather(ref Unsafe.As<Duals<T>, T>(ref table), place.V));

    public override string ToString() => $"{V} (d {A}, {B}, {C})";
}
