using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Double precision, one sample.</summary>
readonly struct Real64(double v) : IReal<Real64>
{
    /// <summary>The value.</summary>
    public readonly double V = v;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Real64 operator +(Real64 a, Real64 b) => new(a.V + b.V);
    [MethodImpl(Inline)] public static Real64 operator -(Real64 a, Real64 b) => new(a.V - b.V);
    [MethodImpl(Inline)] public static Real64 operator *(Real64 a, Real64 b) => new(a.V * b.V);
    [MethodImpl(Inline)] public static Real64 operator /(Real64 a, Real64 b) => new(a.V / b.V);
    [MethodImpl(Inline)] public static Real64 operator -(Real64 a) => new(-a.V);
    [MethodImpl(Inline)] public static Real64 FromDouble(double x) => new((double)x);
    [MethodImpl(Inline)] public static Real64 Whole(int n) => new(n);
    [MethodImpl(Inline)] public static Real64 Lift(Real64 constant) => constant;

    // Two roundings on purpose: a device kernel has no fused call, and must give the same bits.
    [MethodImpl(Inline)] public static Real64 Scale(Real64 a, Real64 x) => a * x;
    [MethodImpl(Inline)] public static Real64 Axpy(Real64 a, Real64 x, Real64 y) => Fma(a, x, y);
    [MethodImpl(Inline)] public static Real64 Fma(Real64 a, Real64 b, Real64 c) => new(a.V * b.V + c.V);
    [MethodImpl(Inline)] public static Real64 Sqrt(Real64 x) => new(Math.Sqrt(x.V));
    [MethodImpl(Inline)] public static Real64 Exp(Real64 x) => Elementary.Exp(x);
    [MethodImpl(Inline)] public static Real64 Log(Real64 x) => Elementary.Log(x);
    [MethodImpl(Inline)] public static Real64 Abs(Real64 x) => new(Math.Abs(x.V));
    [MethodImpl(Inline)] public static Real64 Max(Real64 a, Real64 b) => a.V > b.V ? a : b;
    [MethodImpl(Inline)] public static Real64 Min(Real64 a, Real64 b) => a.V < b.V ? a : b;
    [MethodImpl(Inline)] public static Real64 Inverse(Real64 x) => new(1 / x.V);
    [MethodImpl(Inline)] public static Real64 RoughInverse(Real64 x) => new(1 / x.V);

    // Adding and taking away 1.5 times the largest power of two leaves the nearest integer.
    [MethodImpl(Inline)] public static Real64 Round(Real64 x) => new(x.V + 6755399441055744.0 - 6755399441055744.0);

    [MethodImpl(Inline)]
    public static Real64 Scale2(Real64 x, Real64 n)
    {
        // In two halves, so that neither factor overflows when the result is subnormal or infinite.
        int whole = (int)n.V;
        int half = whole >> 1;
        return new(x.V * Power(half) * Power(whole - half));
    }

    [MethodImpl(Inline)] static double Power(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);

    [MethodImpl(Inline)]
    public static Real64 Split(Real64 x, out Real64 exponent)
    {
        long bits = BitConverter.DoubleToInt64Bits(x.V);
        long e = (bits - 0x3fe6a09e667f3bcdL) >> 52;
        exponent = new(e);
        return new(BitConverter.Int64BitsToDouble(bits - (e << 52)));
    }

    [MethodImpl(Inline)] public static Real64 Less(Real64 a, Real64 b) => new(a.V < b.V ? 1d : 0d);
    [MethodImpl(Inline)] public static Real64 LessOrEqual(Real64 a, Real64 b) => new(a.V <= b.V ? 1d : 0d);
    [MethodImpl(Inline)] public static Real64 And(Real64 maskA, Real64 maskB) => new(maskA.V * maskB.V);
    [MethodImpl(Inline)] public static Real64 Or(Real64 maskA, Real64 maskB) => new(maskA.V + maskB.V);
    [MethodImpl(Inline)] public static Real64 AndNot(Real64 maskA, Real64 maskB) => maskB.V != 0 ? Never : maskA;
    public static Real64 Never => new(0);
    [MethodImpl(Inline)] public static Real64 Select(Real64 mask, Real64 yes, Real64 no) => mask.V != 0 ? yes : no;
    [MethodImpl(Inline)] public static bool Any(Real64 mask) => mask.V != 0;
    [MethodImpl(Inline)] public static ulong Bits(Real64 mask) => mask.V != 0 ? 1ul : 0ul;
    public static bool HasDerivative => false;
    [MethodImpl(Inline)] public static Real64 StopGradient(Real64 x) => x;
    [MethodImpl(Inline)] public static Real64 Seeded(Real64 x) => x;
    [MethodImpl(Inline)] public static double DerivativeOf(ref Real64 memory, int lane) => 0;
    public static int Width => 1;
    public static double Epsilon => 2.220446049250313e-16;
    [MethodImpl(Inline)] public static double Get(ref Real64 memory, int lane) => memory.V;
    [MethodImpl(Inline)] public static void Set(ref Real64 memory, int lane, double value) => memory = new((double)value);
    [MethodImpl(Inline)]
    public static void Put(ref Real64 table, int place, double value) =>
        Unsafe.Add(ref table, place) = new((double)value);
    [MethodImpl(Inline)] public static Real64 Gather(ref Real64 table, Real64 place) => Unsafe.Add(ref table, (int)place.V);

    public override string ToString() => V.ToString();
}
