using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Double precision, eight samples side by side in one 512-bit register.</summary>
readonly struct Lanes64(Vector512<double> v) : IReal<Lanes64>
{
    /// <summary>The lanes.</summary>
    public readonly Vector512<double> V = v;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Lanes64 operator +(Lanes64 a, Lanes64 b) => new(a.V + b.V);
    [MethodImpl(Inline)] public static Lanes64 operator -(Lanes64 a, Lanes64 b) => new(a.V - b.V);
    [MethodImpl(Inline)] public static Lanes64 operator *(Lanes64 a, Lanes64 b) => new(a.V * b.V);
    [MethodImpl(Inline)] public static Lanes64 operator /(Lanes64 a, Lanes64 b) => new(a.V / b.V);
    [MethodImpl(Inline)] public static Lanes64 operator -(Lanes64 a) => new(-a.V);
    [MethodImpl(Inline)] public static Lanes64 FromDouble(double x) => new(Vector512.Create((double)x));
    [MethodImpl(Inline)] public static Lanes64 Whole(int n) => new(Vector512.Create((double)n));
    [MethodImpl(Inline)] public static Lanes64 Lift(Lanes64 constant) => constant;
    [MethodImpl(Inline)] public static Lanes64 Scale(Lanes64 a, Lanes64 x) => a * x;
    [MethodImpl(Inline)] public static Lanes64 Axpy(Lanes64 a, Lanes64 x, Lanes64 y) => Fma(a, x, y);
    [MethodImpl(Inline)] public static Lanes64 Fma(Lanes64 a, Lanes64 b, Lanes64 c) => new(Vector512.FusedMultiplyAdd(a.V, b.V, c.V));
    [MethodImpl(Inline)] public static Lanes64 Sqrt(Lanes64 x) => new(Vector512.Sqrt(x.V));
    [MethodImpl(Inline)] public static Lanes64 Exp(Lanes64 x) => Elementary.Exp(x);
    [MethodImpl(Inline)] public static Lanes64 Log(Lanes64 x) => Elementary.Log(x);
    [MethodImpl(Inline)] public static Lanes64 Abs(Lanes64 x) => new(Vector512.Abs(x.V));
    [MethodImpl(Inline)] public static Lanes64 Max(Lanes64 a, Lanes64 b) => new(Vector512.MaxNative(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes64 Min(Lanes64 a, Lanes64 b) => new(Vector512.MinNative(a.V, b.V));

    [MethodImpl(Inline)]
    public static Lanes64 Inverse(Lanes64 x)
    {
        if (!Avx512F.IsSupported)
            return new(Vector512<double>.One / x.V);
        // Two Newton steps take the 14 bits of the hardware estimate past 53.
        Vector512<double> two = Vector512.Create(2.0);
        Vector512<double> guess = Avx512F.Reciprocal14(x.V);
        guess *= Vector512.FusedMultiplyAdd(-x.V, guess, two);
        return new(guess * Vector512.FusedMultiplyAdd(-x.V, guess, two));
    }

    [MethodImpl(Inline)]
    public static Lanes64 RoughInverse(Lanes64 x) =>
        new(Avx512F.IsSupported ? Avx512F.Reciprocal14(x.V) : Vector512<double>.One / x.V);

    [MethodImpl(Inline)] public static Lanes64 Round(Lanes64 x) => new(Vector512.Round(x.V));

    [MethodImpl(Inline)]
    public static Lanes64 Scale2(Lanes64 x, Lanes64 n)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Scale(x.V, n.V));
        Vector512<long> whole = Vector512.ConvertToInt64(n.V);
        Vector512<long> half = whole >> 1;
        return new(x.V * Power(half) * Power(whole - half));

        static Vector512<double> Power(Vector512<long> n) => Vector512.AsDouble((n + Vector512.Create(1023L)) << 52);
    }

    [MethodImpl(Inline)]
    public static Lanes64 Split(Lanes64 x, out Lanes64 exponent)
    {
        Vector512<long> bits = x.V.AsInt64();
        Vector512<long> e = (bits - Vector512.Create(0x3fe6a09e667f3bcdL)) >> 52;
        exponent = new(Vector512.ConvertToDouble(e));
        return new((bits - (e << 52)).AsDouble());
    }

    [MethodImpl(Inline)] public static Lanes64 Less(Lanes64 a, Lanes64 b) => new(Vector512.LessThan(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes64 LessOrEqual(Lanes64 a, Lanes64 b) => new(Vector512.LessThanOrEqual(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes64 And(Lanes64 maskA, Lanes64 maskB) => new(maskA.V & maskB.V);
    [MethodImpl(Inline)] public static Lanes64 Or(Lanes64 maskA, Lanes64 maskB) => new(maskA.V | maskB.V);
    [MethodImpl(Inline)] public static Lanes64 AndNot(Lanes64 maskA, Lanes64 maskB) => new(Vector512.AndNot(maskA.V, maskB.V));
    public static Lanes64 Never => new(Vector512<double>.Zero);
    [MethodImpl(Inline)]
    public static Lanes64 Select(Lanes64 mask, Lanes64 yes, Lanes64 no) =>
        new(Vector512.ConditionalSelect(mask.V, yes.V, no.V));
    [MethodImpl(Inline)] public static bool Any(Lanes64 mask) => Vector512.ExtractMostSignificantBits(mask.V) != 0;
    [MethodImpl(Inline)] public static ulong Bits(Lanes64 mask) => Vector512.ExtractMostSignificantBits(mask.V);
    public static bool HasDerivative => false;
    [MethodImpl(Inline)] public static Lanes64 StopGradient(Lanes64 x) => x;
    [MethodImpl(Inline)] public static Lanes64 Seeded(Lanes64 x) => x;
    [MethodImpl(Inline)] public static double DerivativeOf(ref Lanes64 memory, int lane) => 0;
    public static int Width => 8;
    public static double Epsilon => 2.220446049250313e-16;
    [MethodImpl(Inline)]
    public static double Get(ref Lanes64 memory, int lane) =>
        Unsafe.Add(ref Unsafe.As<Lanes64, double>(ref memory), lane);
    [MethodImpl(Inline)]
    public static void Set(ref Lanes64 memory, int lane, double value) =>
        Unsafe.Add(ref Unsafe.As<Lanes64, double>(ref memory), lane) = (double)value;
    [MethodImpl(Inline)] public static void Put(ref Lanes64 table, int place, double value) => Set(ref table, place, value);

    [MethodImpl(Inline)]
    public static unsafe Lanes64 Gather(ref Lanes64 table, Lanes64 place)
    {
        ref double first = ref Unsafe.As<Lanes64, double>(ref table);
        Vector512<long> at = Vector512.ConvertToInt64Native(place.V);
        if (Avx2.IsSupported)
        {
            fixed (double* numbers = &first)
                return new(Vector512.Create(Avx2.GatherVector256(numbers, at.GetLower(), 8),
                    Avx2.GatherVector256(numbers, at.GetUpper(), 8)));
        }

        Lanes64 gathered = default;
        for (int lane = 0; lane < Width; lane++)
            Set(ref gathered, lane, Unsafe.Add(ref first, (nint)at[lane]));
        return gathered;
    }

    public override string ToString() => V.ToString();
}
