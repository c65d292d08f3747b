using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Single precision, sixteen samples side by side in one 512-bit register.</summary>
readonly struct Lanes32(Vector512<float> v) : IReal<Lanes32>
{
    /// <summary>The lanes.</summary>
    public readonly Vector512<float> V = v;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Lanes32 operator +(Lanes32 a, Lanes32 b) => new(a.V + b.V);
    [MethodImpl(Inline)] public static Lanes32 operator -(Lanes32 a, Lanes32 b) => new(a.V - b.V);
    [MethodImpl(Inline)] public static Lanes32 operator *(Lanes32 a, Lanes32 b) => new(a.V * b.V);
    [MethodImpl(Inline)] public static Lanes32 operator /(Lanes32 a, Lanes32 b) => new(a.V / b.V);
    [MethodImpl(Inline)] public static Lanes32 operator -(Lanes32 a) => new(-a.V);
    [MethodImpl(Inline)] public static Lanes32 FromDouble(double x) => new(Vector512.Create((float)x));
    [MethodImpl(Inline)] public static Lanes32 Whole(int n) => new(Vector512.Create((float)n));
    [MethodImpl(Inline)] public static Lanes32 Lift(Lanes32 constant) => constant;
    [MethodImpl(Inline)] public static Lanes32 Scale(Lanes32 a, Lanes32 x) => a * x;
    [MethodImpl(Inline)] public static Lanes32 Axpy(Lanes32 a, Lanes32 x, Lanes32 y) => Fma(a, x, y);
    [MethodImpl(Inline)] public static Lanes32 Fma(Lanes32 a, Lanes32 b, Lanes32 c) => new(Vector512.FusedMultiplyAdd(a.V, b.V, c.V));
    [MethodImpl(Inline)] public static Lanes32 Sqrt(Lanes32 x) => new(Vector512.Sqrt(x.V));
    [MethodImpl(Inline)] public static Lanes32 Exp(Lanes32 x) => Elementary.Exp(x);
    [MethodImpl(Inline)] public static Lanes32 Log(Lanes32 x) => Elementary.Log(x);
    [MethodImpl(Inline)] public static Lanes32 Abs(Lanes32 x) => new(Vector512.Abs(x.V));
    [MethodImpl(Inline)] public static Lanes32 Max(Lanes32 a, Lanes32 b) => new(Vector512.MaxNative(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes32 Min(Lanes32 a, Lanes32 b) => new(Vector512.MinNative(a.V, b.V));

    [MethodImpl(Inline)]
    public static Lanes32 Inverse(Lanes32 x)
    {
        if (!Avx512F.IsSupported)
            return new(Vector512<float>.One / x.V);
        // One Newton step doubles the 14 bits of the hardware estimate.
        Vector512<float> guess = Avx512F.Reciprocal14(x.V);
        return new(guess * Avx512F.FusedMultiplyAddNegated(x.V, guess, Vector512.Create(2f)));
    }

    [MethodImpl(Inline)]
    public static Lanes32 RoughInverse(Lanes32 x) =>
        new(Avx512F.IsSupported ? Avx512F.Reciprocal14(x.V) : Vector512<float>.One / x.V);

    [MethodImpl(Inline)] public static Lanes32 Round(Lanes32 x) => new(Vector512.Round(x.V));

    [MethodImpl(Inline)]
    public static Lanes32 Scale2(Lanes32 x, Lanes32 n)
    {
        if (Avx512F.IsSupported)
            return new(Avx512F.Scale(x.V, n.V));
        Vector512<int> whole = Vector512.ConvertToInt32(n.V);
        Vector512<int> half = whole >> 1;
        return new(x.V * Power(half) * Power(whole - half));

        static Vector512<float> Power(Vector512<int> n) => Vector512.AsSingle((n + Vector512.Create(127)) << 23);
    }

    [MethodImpl(Inline)]
    public static Lanes32 Split(Lanes32 x, out Lanes32 exponent)
    {
        Vector512<int> bits = x.V.AsInt32();
        Vector512<int> e = (bits - Vector512.Create(0x3f3504f3)) >> 23;
        exponent = new(Vector512.ConvertToSingle(e));
        return new((bits - (e << 23)).AsSingle());
    }

    [MethodImpl(Inline)] public static Lanes32 Less(Lanes32 a, Lanes32 b) => new(Vector512.LessThan(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes32 LessOrEqual(Lanes32 a, Lanes32 b) => new(Vector512.LessThanOrEqual(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes32 And(Lanes32 maskA, Lanes32 maskB) => new(maskA.V & maskB.V);
    [MethodImpl(Inline)] public static Lanes32 Or(Lanes32 maskA, Lanes32 maskB) => new(maskA.V | maskB.V);
    [MethodImpl(Inline)] public static Lanes32 AndNot(Lanes32 maskA, Lanes32 maskB) => new(Vector512.AndNot(maskA.V, maskB.V));
    public static Lanes32 Never => new(Vector512<float>.Zero);
    [MethodImpl(Inline)]
    public static Lanes32 Select(Lanes32 mask, Lanes32 yes, Lanes32 no) =>
        new(Vector512.ConditionalSelect(mask.V, yes.V, no.V));
    [MethodImpl(Inline)] public static bool Any(Lanes32 mask) => Vector512.ExtractMostSignificantBits(mask.V) != 0;
    [MethodImpl(Inline)] public static ulong Bits(Lanes32 mask) => Vector512.ExtractMostSignificantBits(mask.V);
    public static bool HasDerivative => false;
    [MethodImpl(Inline)] public static Lanes32 StopGradient(Lanes32 x) => x;
    [MethodImpl(Inline)] public static Lanes32 Seeded(Lanes32 x) => x;
    [MethodImpl(Inline)] public static double DerivativeOf(ref Lanes32 memory, int lane) => 0;
    public static int Width => 16;
    public static double Epsilon => 1.1920929e-7;
    [MethodImpl(Inline)]
    public static double Get(ref Lanes32 memory, int lane) =>
        Unsafe.Add(ref Unsafe.As<Lanes32, float>(ref memory), lane);
    [MethodImpl(Inline)]
    public static void Set(ref Lanes32 memory, int lane, double value) =>
        Unsafe.Add(ref Unsafe.As<Lanes32, float>(ref memory), lane) = (float)value;
    [MethodImpl(Inline)] public static void Put(ref Lanes32 table, int place, double value) => Set(ref table, place, value);

    [MethodImpl(Inline)]
    public static unsafe Lanes32 Gather(ref Lanes32 table, Lanes32 place)
    {
        ref float first = ref Unsafe.As<Lanes32, float>(ref table);
        Vector512<int> at = Vector512.ConvertToInt32Native(place.V); // places are small: nothing to saturate
        if (Avx2.IsSupported)
        {
            fixed (float* numbers = &first)
                return new(Vector512.Create(Avx2.GatherVector256(numbers, at.GetLower(), 4),
                    Avx2.GatherVector256(numbers, at.GetUpper(), 4)));
        }

        Lanes32 gathered = default;
        for (int lane = 0; lane < Width; lane++)
            Set(ref gathered, lane, Unsafe.Add(ref first, at[lane]));
        return gathered;
    }

    public override string ToString() => V.ToString();
}
