using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Double precision, four samples side by side in one 256-bit register.</summary>
readonly struct Lanes64x4(Vector256<double> v) : IReal<Lanes64x4>
{
    /// <summary>The lanes.</summary>
    public readonly Vector256<double> V = v;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Lanes64x4 operator +(Lanes64x4 a, Lanes64x4 b) => new(a.V + b.V);
    [MethodImpl(Inline)] public static Lanes64x4 operator -(Lanes64x4 a, Lanes64x4 b) => new(a.V - b.V);
    [MethodImpl(Inline)] public static Lanes64x4 operator *(Lanes64x4 a, Lanes64x4 b) => new(a.V * b.V);
    [MethodImpl(Inline)] public static Lanes64x4 operator /(Lanes64x4 a, Lanes64x4 b) => new(a.V / b.V);
    [MethodImpl(Inline)] public static Lanes64x4 operator -(Lanes64x4 a) => new(-a.V);
    [MethodImpl(Inline)] public static Lanes64x4 FromDouble(double x) => new(Vector256.Create((double)x));
    [MethodImpl(Inline)] public static Lanes64x4 Whole(int n) => new(Vector256.Create((double)n));
    [MethodImpl(Inline)] public static Lanes64x4 Lift(Lanes64x4 constant) => constant;
    [MethodImpl(Inline)] public static Lanes64x4 Scale(Lanes64x4 a, Lanes64x4 x) => a * x;
    [MethodImpl(Inline)] public static Lanes64x4 Axpy(Lanes64x4 a, Lanes64x4 x, Lanes64x4 y) => Fma(a, x, y);
    [MethodImpl(Inline)]
    public static Lanes64x4 Fma(Lanes64x4 a, Lanes64x4 b, Lanes64x4 c) => new(Vector256.FusedMultiplyAdd(a.V, b.V, c.V));

    [MethodImpl(Inline)] public static Lanes64x4 Sqrt(Lanes64x4 x) => new(Vector256.Sqrt(x.V));
    [MethodImpl(Inline)] public static Lanes64x4 Exp(Lanes64x4 x) => Elementary.Exp(x);
    [MethodImpl(Inline)] public static Lanes64x4 Log(Lanes64x4 x) => Elementary.Log(x);
    [MethodImpl(Inline)] public static Lanes64x4 Abs(Lanes64x4 x) => new(Vector256.Abs(x.V));
    [MethodImpl(Inline)] public static Lanes64x4 Max(Lanes64x4 a, Lanes64x4 b) => new(Vector256.MaxNative(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes64x4 Min(Lanes64x4 a, Lanes64x4 b) => new(Vector256.MinNative(a.V, b.V));

    [MethodImpl(Inline)] public static Lanes64x4 Inverse(Lanes64x4 x) => new(Vector256<double>.One / x.V);
    [MethodImpl(Inline)] public static Lanes64x4 RoughInverse(Lanes64x4 x) => Inverse(x);
    [MethodImpl(Inline)] public static Lanes64x4 Round(Lanes64x4 x) => new(Vector256.Round(x.V));

    [MethodImpl(Inline)]
    public static Lanes64x4 Scale2(Lanes64x4 x, Lanes64x4 n)
    {
        // In two halves: either is within the range of exponents where both together are not.
        Vector256<double> half = Vector256.Round(n.V * Vector256.Create(0.5));
        return new(x.V * Power(half) * Power(n.V - half));

        // A small whole number added to 2^52 lies in the last bits; 256-bit registers convert to no 64-bit integers.
        static Vector256<double> Power(Vector256<double> n) =>
            ((n + Vector256.Create(4503599627370496.0 + 1023)).AsInt64() << 52).AsDouble();
    }

    [MethodImpl(Inline)]
    public static Lanes64x4 Split(Lanes64x4 x, out Lanes64x4 exponent)
    {
        // Exponents from 1024 on, so that the shift needs no sign.
        Vector256<long> bits = x.V.AsInt64();
        Vector256<long> e = (bits - Vector256.Create(0x3fe6a09e667f3bcdL) + Vector256.Create(1024L << 52)) >>> 52;
        exponent = new((e | Vector256.Create(0x433L << 52)).AsDouble() - Vector256.Create(4503599627370496.0 + 1024));
        return new((bits - (e << 52) + Vector256.Create(1024L << 52)).AsDouble());
    }

    [MethodImpl(Inline)] public static Lanes64x4 Less(Lanes64x4 a, Lanes64x4 b) => new(Vector256.LessThan(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes64x4 LessOrEqual(Lanes64x4 a, Lanes64x4 b) => new(Vector256.LessThanOrEqual(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes64x4 And(Lanes64x4 maskA, Lanes64x4 maskB) => new(maskA.V & maskB.V);
    [MethodImpl(Inline)] public static Lanes64x4 Or(Lanes64x4 maskA, Lanes64x4 maskB) => new(maskA.V | maskB.V);
    [MethodImpl(Inline)] public static Lanes64x4 AndNot(Lanes64x4 maskA, Lanes64x4 maskB) => new(Vector256.AndNot(maskA.V, maskB.V));
    public static Lanes64x4 Never => new(Vector256<double>.Zero);
    [MethodImpl(Inline)]
    public static Lanes64x4 Select(Lanes64x4 mask, Lanes64x4 yes, Lanes64x4 no) =>
        new(Avx.IsSupported ? Avx.BlendVariable(no.V, yes.V, mask.V) : Vector256.ConditionalSelect(mask.V, yes.V, no.V));
    [MethodImpl(Inline)] public static bool Any(Lanes64x4 mask) => Vector256.ExtractMostSignificantBits(mask.V) != 0;
    [MethodImpl(Inline)] public static ulong Bits(Lanes64x4 mask) => Vector256.ExtractMostSignificantBits(mask.V);
    public static bool HasDerivative => false;
    [MethodImpl(Inline)] public static Lanes64x4 StopGradient(Lanes64x4 x) => x;
    [MethodImpl(Inline)] public static Lanes64x4 Seeded(Lanes64x4 x) => x;
    [MethodImpl(Inline)] public static double DerivativeOf(ref Lanes64x4 memory, int lane) => 0;
    public static int Width => 4;
    public static double Epsilon => 2.220446049250313e-16;
    [MethodImpl(Inline)]
    public static double Get(ref Lanes64x4 memory, int lane) =>
        Unsafe.Add(ref Unsafe.As<Lanes64x4, double>(ref memory), lane);
    [MethodImpl(Inline)]
    public static void Set(ref Lanes64x4 memory, int lane, double value) =>
        Unsafe.Add(ref Unsafe.As<Lanes64x4, double>(ref memory), lane) = (double)value;
    [MethodImpl(Inline)] public static void Put(ref Lanes64x4 table, int place, double value) => Set(ref table, place, value);

    [MethodImpl(Inline)]
    public static unsafe Lanes64x4 Gather(ref Lanes64x4 table, Lanes64x4 place)
    {
        ref double first = ref Unsafe.As<Lanes64x4, double>(ref table);
        if (Avx2.IsSupported)
        {
            fixed (double* numbers = &first)
                return new(Avx2.GatherVector256(numbers, Avx.ConvertToVector128Int32WithTruncation(place.V), 8));
        }

        Lanes64x4 gathered = default;
        for (int lane = 0; lane < Width; lane++)
            Set(ref gathered, lane, Unsafe.Add(ref first, (nint)place.V[lane]));
        return gathered;
    }

    public override string ToString() => V.ToString();
}
