using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>Single precision, eight samples side by side in one 256-bit register.</summary>
readonly struct Lanes32x8(Vector256<float> v) : IReal<Lanes32x8>
{
    /// <summary>The lanes.</summary>
    public readonly Vector256<float> V = v;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] public static Lanes32x8 operator +(Lanes32x8 a, Lanes32x8 b) => new(a.V + b.V);
    [MethodImpl(Inline)] public static Lanes32x8 operator -(Lanes32x8 a, Lanes32x8 b) => new(a.V - b.V);
    [MethodImpl(Inline)] public static Lanes32x8 operator *(Lanes32x8 a, Lanes32x8 b) => new(a.V * b.V);
    [MethodImpl(Inline)] public static Lanes32x8 operator /(Lanes32x8 a, Lanes32x8 b) => new(a.V / b.V);
    [MethodImpl(Inline)] public static Lanes32x8 operator -(Lanes32x8 a) => new(-a.V);
    [MethodImpl(Inline)] public static Lanes32x8 FromDouble(double x) => new(Vector256.Create((float)x));
    [MethodImpl(Inline)] public static Lanes32x8 Whole(int n) => new(Vector256.Create((float)n));
    [MethodImpl(Inline)] public static Lanes32x8 Lift(Lanes32x8 constant) => constant;
    [MethodImpl(Inline)] public static Lanes32x8 Scale(Lanes32x8 a, Lanes32x8 x) => a * x;
    [MethodImpl(Inline)] public static Lanes32x8 Axpy(Lanes32x8 a, Lanes32x8 x, Lanes32x8 y) => Fma(a, x, y);
    [MethodImpl(Inline)]
    public static Lanes32x8 Fma(Lanes32x8 a, Lanes32x8 b, Lanes32x8 c) => new(Vector256.FusedMultiplyAdd(a.V, b.V, c.V));

    [MethodImpl(Inline)] public static Lanes32x8 Sqrt(Lanes32x8 x) => new(Vector256.Sqrt(x.V));
    [MethodImpl(Inline)] public static Lanes32x8 Exp(Lanes32x8 x) => Elementary.Exp(x);
    [MethodImpl(Inline)] public static Lanes32x8 Log(Lanes32x8 x) => Elementary.Log(x);
    [MethodImpl(Inline)] public static Lanes32x8 Abs(Lanes32x8 x) => new(Vector256.Abs(x.V));
    [MethodImpl(Inline)] public static Lanes32x8 Max(Lanes32x8 a, Lanes32x8 b) => new(Vector256.MaxNative(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes32x8 Min(Lanes32x8 a, Lanes32x8 b) => new(Vector256.MinNative(a.V, b.V));

    [MethodImpl(Inline)] public static Lanes32x8 Inverse(Lanes32x8 x) => new(Vector256<float>.One / x.V);

    [MethodImpl(Inline)]
    public static Lanes32x8 RoughInverse(Lanes32x8 x) => new(Avx.IsSupported ? Avx.Reciprocal(x.V) : Vector256<float>.One / x.V);

    [MethodImpl(Inline)] public static Lanes32x8 Round(Lanes32x8 x) => new(Vector256.Round(x.V));

    [MethodImpl(Inline)]
    public static Lanes32x8 Scale2(Lanes32x8 x, Lanes32x8 n)
    {
        // In two halves: either is within the range of exponents where both together are not.
        Vector256<int> whole = Vector256.ConvertToInt32Native(n.V), half = whole >> 1;
        return new(x.V * Power(half) * Power(whole - half));

        static Vector256<float> Power(Vector256<int> n) => ((n + Vector256.Create(127)) << 23).AsSingle();
    }

    [MethodImpl(Inline)]
    public static Lanes32x8 Split(Lanes32x8 x, out Lanes32x8 exponent)
    {
        Vector256<int> bits = x.V.AsInt32();
        Vector256<int> e = (bits - Vector256.Create(0x3f3504f3)) >> 23;
        exponent = new(Vector256.ConvertToSingle(e));
        return new((bits - (e << 23)).AsSingle());
    }

    [MethodImpl(Inline)] public static Lanes32x8 Less(Lanes32x8 a, Lanes32x8 b) => new(Vector256.LessThan(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes32x8 LessOrEqual(Lanes32x8 a, Lanes32x8 b) => new(Vector256.LessThanOrEqual(a.V, b.V));
    [MethodImpl(Inline)] public static Lanes32x8 And(Lanes32x8 maskA, Lanes32x8 maskB) => new(maskA.V & maskB.V);
    [MethodImpl(Inline)] public static Lanes32x8 Or(Lanes32x8 maskA, Lanes32x8 maskB) => new(maskA.V | maskB.V);
    [MethodImpl(Inline)] public static Lanes32x8 AndNot(Lanes32x8 maskA, Lanes32x8 maskB) => new(Vector256.AndNot(maskA.V, maskB.V));
    public static Lanes32x8 Never => new(Vector256<float>.Zero);
    [MethodImpl(Inline)]
    public static Lanes32x8 Select(Lanes32x8 mask, Lanes32x8 yes, Lanes32x8 no) =>
        new(Avx.IsSupported ? Avx.BlendVariable(no.V, yes.V, mask.V) : Vector256.ConditionalSelect(mask.V, yes.V, no.V));
    [MethodImpl(Inline)] public static bool Any(Lanes32x8 mask) => Vector256.ExtractMostSignificantBits(mask.V) != 0;
    [MethodImpl(Inline)] public static ulong Bits(Lanes32x8 mask) => Vector256.ExtractMostSignificantBits(mask.V);
    public static bool HasDerivative => false;
    [MethodImpl(Inline)] public static Lanes32x8 StopGradient(Lanes32x8 x) => x;
    [MethodImpl(Inline)] public static Lanes32x8 Seeded(Lanes32x8 x) => x;
    [MethodImpl(Inline)] public static double DerivativeOf(ref Lanes32x8 memory, int lane) => 0;
    public static int Width => 8;
    public static double Epsilon => 1.1920929e-7;
    [MethodImpl(Inline)]
    public static double Get(ref Lanes32x8 memory, int lane) =>
        Unsafe.Add(ref Unsafe.As<Lanes32x8, float>(ref memory), lane);
    [MethodImpl(Inline)]
    public static void Set(ref Lanes32x8 memory, int lane, double value) =>
        Unsafe.Add(ref Unsafe.As<Lanes32x8, float>(ref memory), lane) = (float)value;
    [MethodImpl(Inline)] public static void Put(ref Lanes32x8 table, int place, double value) => Set(ref table, place, value);

    [MethodImpl(Inline)]
    public static unsafe Lanes32x8 Gather(ref Lanes32x8 table, Lanes32x8 place)
    {
        ref float first = ref Unsafe.As<Lanes32x8, float>(ref table);
        Vector256<int> at = Vector256.ConvertToInt32Native(place.V); // places are small: nothing to saturate
        if (Avx2.IsSupported)
        {
            fixed (float* numbers = &first)
                return new(Avx2.GatherVector256(numbers, at, 4));
        }

        Lanes32x8 gathered = default;
        for (int lane = 0; lane < Width; lane++)
            Set(ref gathered, lane, Unsafe.Add(ref first, at[lane]));
        return gathered;
    }

    public override string ToString() => V.ToString();
}
