using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Single precision, one sample: what a device kernel computes with.</summary>
readonly struct Real32(float v) : IReal<Real32>
{
    /// <summary>The value.</summary>
    public readonly float V = v;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Real32 operator +(Real32 a, Real32 b) => new(a.V + b.V);
    [MethodImpl(Inline)] public static Real32 operator -(Real32 a, Real32 b) => new(a.V - b.V);
    [MethodImpl(Inline)] public static Real32 operator *(Real32 a, Real32 b) => new(a.V * b.V);
    [MethodImpl(Inline)] public static Real32 operator /(Real32 a, Real32 b) => new(a.V / b.V);
    [MethodImpl(Inline)] public static Real32 operator -(Real32 a) => new(-a.V);
    [MethodImpl(Inline)] public static Real32 FromDouble(double x) => new((float)x);
    [MethodImpl(Inline)] public static Real32 Whole(int n) => new(n);
    [MethodImpl(Inline)] public static Real32 Lift(Real32 constant) => constant;

    // Two roundings on purpose: a device kernel has no fused call, and must give the same bits.
    [MethodImpl(Inline)] public static Real32 Scale(Real32 a, Real32 x) => a * x;
    [MethodImpl(Inline)] public static Real32 Axpy(Real32 a, Real32 x, Real32 y) => Fma(a, x, y);
    [MethodImpl(Inline)] public static Real32 Fma(Real32 a, Real32 b, Real32 c) => new(a.V * b.V + c.V);
    [MethodImpl(Inline)] public static Real32 Sqrt(Real32 x) => new(MathF.Sqrt(x.V));
    [MethodImpl(Inline)] public static Real32 Exp(Real32 x) => Elementary.Exp(x);
    [MethodImpl(Inline)] public static Real32 Log(Real32 x) => Elementary.Log(x);
    [MethodImpl(Inline)] public static Real32 Abs(Real32 x) => new(MathF.Abs(x.V));
    [MethodImpl(Inline)] public static Real32 Max(Real32 a, Real32 b) => a.V > b.V ? a : b;
    [MethodImpl(Inline)] public static Real32 Min(Real32 a, Real32 b) => a.V < b.V ? a : b;
    [MethodImpl(Inline)] public static Real32 Inverse(Real32 x) => new(1 / x.V);
    [MethodImpl(Inline)] public static Real32 RoughInverse(Real32 x) => new(1 / x.V);

    // Adding and taking away 1.5 times the largest power of two leaves the nearest integer.
    [MethodImpl(Inline)] public static Real32 Round(Real32 x) => new(x.V + 12582912f - 12582912f);

    [MethodImpl(Inline)]
    public static Real32 Scale2(Real32 x, Real32 n)
    {
        // In two halves, so that neither factor overflows when the result is subnormal or infinite.
        int whole = (int)n.V;
        int half = whole >> 1;
        return new(x.V * Power(half) * Power(whole - half));
    }

    [MethodImpl(Inline)] static float Power(int n) => BitConverter.Int32BitsToSingle((n + 127) << 23);

    [MethodImpl(Inline)]
    public static Real32 Split(Real32 x, out Real32 exponent)
    {
        int bits = BitConverter.SingleToInt32Bits(x.V);
        int e = (bits - 0x3f3504f3) >> 23;
        exponent = new(e);
        return new(BitConverter.Int32BitsToSingle(bits - (e << 23)));
    }

    // 1f, not 1: ILGPU gives a condition that is converted to a float the bits of an integer.
    [MethodImpl(Inline)] public static Real32 Less(Real32 a, Real32 b) => new(a.V < b.V ? 1f : 0f);
    [MethodImpl(Inline)] public static Real32 LessOrEqual(Real32 a, Real32 b) => new(a.V <= b.V ? 1f : 0f);
    [MethodImpl(Inline)] public static Real32 And(Real32 maskA, Real32 maskB) => new(maskA.V * maskB.V);
    [MethodImpl(Inline)] public static Real32 Or(Real32 maskA, Real32 maskB) => new(maskA.V + maskB.V);
    [MethodImpl(Inline)] public static Real32 AndNot(Real32 maskA, Real32 maskB) => maskB.V != 0 ? Never : maskA;
    public static Real32 Never => new(0);
    [MethodImpl(Inline)] public static Real32 Select(Real32 mask, Real32 yes, Real32 no) => mask.V != 0 ? yes : no;
    [MethodImpl(Inline)] public static bool Any(Real32 mask) => mask.V != 0;
    [MethodImpl(Inline)] public static ulong Bits(Real32 mask) => mask.V != 0 ? 1ul : 0ul;
    public static bool HasDerivative => false;
    [MethodImpl(Inline)] public static Real32 StopGradient(Real32 x) => x;
    [MethodImpl(Inline)] public static Real32 Seeded(Real32 x) => x;
    [MethodImpl(Inline)] public static double DerivativeOf(ref Real32 memory, int lane) => 0;
    public static int Width => 1;
    public static double Epsilon => 1.1920929e-7;
    [MethodImpl(Inline)] public static double Get(ref Real32 memory, int lane) => memory.V;
    [MethodImpl(Inline)] public static void Set(ref Real32 memory, int lane, double value) => memory = new((float)value);
    [MethodImpl(Inline)]
    public static void Put(ref Real32 table, int place, double value) =>
        Unsafe.Add(ref table, place) = new((float)value);
    [MethodImpl(Inline)] public static Real32 Gather(ref Real32 table, Real32 place) => Unsafe.Add(ref table, (int)place.V);

    public override string ToString() => V.ToString();
}
