using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// Two numbers side by side, so that two independent chains of arithmetic hide each other's latency;
/// a tridiagonal solve is one long chain and gains most.
/// </summary>
public readonly struct Twin<T>(T a, T b) : IReal<Twin<T>> where T : unmanaged, IReal<T>
{
    readonly T a = a, b = b;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Twin<T> operator +(Twin<T> x, Twin<T> y) => new(x.a + y.a, x.b + y.b);
    [MethodImpl(Inline)] public static Twin<T> operator -(Twin<T> x, Twin<T> y) => new(x.a - y.a, x.b - y.b);
    [MethodImpl(Inline)] public static Twin<T> operator *(Twin<T> x, Twin<T> y) => new(x.a * y.a, x.b * y.b);
    [MethodImpl(Inline)] public static Twin<T> operator /(Twin<T> x, Twin<T> y) => new(x.a / y.a, x.b / y.b);
    [MethodImpl(Inline)] public static Twin<T> operator -(Twin<T> x) => new(-x.a, -x.b);
    [MethodImpl(Inline)] public static Twin<T> Of(double x) => new(T.Of(x), T.Of(x));
    [MethodImpl(Inline)] public static Twin<T> Whole(int n) => new(T.Whole(n), T.Whole(n));
    [MethodImpl(Inline)] public static Twin<T> Lift(Twin<T> constant) => constant;
    [MethodImpl(Inline)] public static Twin<T> Fma(Twin<T> x, Twin<T> y, Twin<T> z) => new(T.Fma(x.a, y.a, z.a), T.Fma(x.b, y.b, z.b));
    [MethodImpl(Inline)] public static Twin<T> Scale(Twin<T> a, Twin<T> x) => new(T.Scale(a.a, x.a), T.Scale(a.b, x.b));
    [MethodImpl(Inline)] public static Twin<T> Axpy(Twin<T> a, Twin<T> x, Twin<T> y) => new(T.Axpy(a.a, x.a, y.a), T.Axpy(a.b, x.b, y.b));
    [MethodImpl(Inline)] public static Twin<T> Sqrt(Twin<T> x) => new(T.Sqrt(x.a), T.Sqrt(x.b));
    [MethodImpl(Inline)] public static Twin<T> Exp(Twin<T> x) => new(T.Exp(x.a), T.Exp(x.b));
    [MethodImpl(Inline)] public static Twin<T> Log(Twin<T> x) => new(T.Log(x.a), T.Log(x.b));
    [MethodImpl(Inline)] public static Twin<T> Abs(Twin<T> x) => new(T.Abs(x.a), T.Abs(x.b));
    [MethodImpl(Inline)] public static Twin<T> Max(Twin<T> x, Twin<T> y) => new(T.Max(x.a, y.a), T.Max(x.b, y.b));
    [MethodImpl(Inline)] public static Twin<T> Min(Twin<T> x, Twin<T> y) => new(T.Min(x.a, y.a), T.Min(x.b, y.b));
    [MethodImpl(Inline)] public static Twin<T> Inverse(Twin<T> x) => new(T.Inverse(x.a), T.Inverse(x.b));
    [MethodImpl(Inline)] public static Twin<T> RoughInverse(Twin<T> x) => new(T.RoughInverse(x.a), T.RoughInverse(x.b));
    [MethodImpl(Inline)] public static Twin<T> Round(Twin<T> x) => new(T.Round(x.a), T.Round(x.b));
    [MethodImpl(Inline)] public static Twin<T> Scale2(Twin<T> x, Twin<T> n) => new(T.Scale2(x.a, n.a), T.Scale2(x.b, n.b));

    [MethodImpl(Inline)]
    public static Twin<T> Split(Twin<T> x, out Twin<T> exponent)
    {
        T first = T.Split(x.a, out T firstExponent), second = T.Split(x.b, out T secondExponent);
        exponent = new(firstExponent, secondExponent);
        return new(first, second);
    }

    [MethodImpl(Inline)] public static Twin<T> Less(Twin<T> x, Twin<T> y) => new(T.Less(x.a, y.a), T.Less(x.b, y.b));
    [MethodImpl(Inline)] public static Twin<T> LessOrEqual(Twin<T> x, Twin<T> y) => new(T.LessOrEqual(x.a, y.a), T.LessOrEqual(x.b, y.b));
    [MethodImpl(Inline)] public static Twin<T> And(Twin<T> maskA, Twin<T> maskB) => new(T.And(maskA.a, maskB.a), T.And(maskA.b, maskB.b));
    [MethodImpl(Inline)] public static Twin<T> Or(Twin<T> maskA, Twin<T> maskB) => new(T.Or(maskA.a, maskB.a), T.Or(maskA.b, maskB.b));
    [MethodImpl(Inline)] public static Twin<T> AndNot(Twin<T> maskA, Twin<T> maskB) => new(T.AndNot(maskA.a, maskB.a), T.AndNot(maskA.b, maskB.b));
    public static Twin<T> Never => new(T.Never, T.Never);
    [MethodImpl(Inline)] public static Twin<T> Select(Twin<T> mask, Twin<T> yes, Twin<T> no) => new(T.Select(mask.a, yes.a, no.a), T.Select(mask.b, yes.b, no.b));
    [MethodImpl(Inline)] public static bool Any(Twin<T> mask) => T.Any(mask.a) || T.Any(mask.b);
    [MethodImpl(Inline)] public static ulong Bits(Twin<T> mask) => T.Bits(mask.a) | T.Bits(mask.b) << T.Width;
    public static bool HasSlope => T.HasSlope;
    [MethodImpl(Inline)] public static Twin<T> Freeze(Twin<T> x) => new(T.Freeze(x.a), T.Freeze(x.b));
    [MethodImpl(Inline)] public static Twin<T> Seeded(Twin<T> x) => new(T.Seeded(x.a), T.Seeded(x.b));

    [MethodImpl(Inline)]
    public static double SlopeOf(ref Twin<T> memory, int lane) =>
        T.SlopeOf(ref Unsafe.Add(ref Unsafe.As<Twin<T>, T>(ref memory), lane / T.Width), lane % T.Width);

    public static int Width => 2 * T.Width;
    public static double Epsilon => T.Epsilon;

    [MethodImpl(Inline)]
    public static double Get(ref Twin<T> memory, int lane) =>
        T.Get(ref Unsafe.Add(ref Unsafe.As<Twin<T>, T>(ref memory), lane / T.Width), lane % T.Width);

    [MethodImpl(Inline)]
    public static void Set(ref Twin<T> memory, int lane, double value) =>
        T.Set(ref Unsafe.Add(ref Unsafe.As<Twin<T>, T>(ref memory), lane / T.Width), lane % T.Width, value);

    [MethodImpl(Inline)] public static void Put(ref Twin<T> table, int place, double value) => T.Put(ref Unsafe.As<Twin<T>, T>(ref table), place, value);

    [MethodImpl(Inline)]
    public static Twin<T> Gather(ref Twin<T> table, Twin<T> place)
    {
        ref T first = ref Unsafe.As<Twin<T>, T>(ref table);
        return new(T.Gather(ref first, place.a), T.Gather(ref first, place.b));
    }

    public override string ToString() => $"{a} | {b}";
}
