using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// A number that computes nothing but what it depends on: a bit for each variable, and whether it is anything but zero. A
/// function read by it once tells which derivatives can ever differ from zero, whatever the values: what is chosen between two
/// numbers depends on both, and a comparison decides without having a derivative.
/// </summary>
readonly struct Dependency<T>(ulong variables, bool nonzero = true) : IReal<Dependency<T>>, IOver<Dependency<T>, T>
    where T : unmanaged, IReal<T>
{
    /// <summary>Bit i is set where variable i is looked at.</summary>
    public readonly ulong Variables = variables;

    /// <summary>False for a number that is zero as it stands in the text.</summary>
    public readonly bool IsNonzero = nonzero;

    /// <summary>A variable.</summary>
    public static Dependency<T> Variable(int index) => new(1ul << index);

    static Dependency<T> Sum(Dependency<T> a, Dependency<T> b) => new(a.Variables | b.Variables, a.IsNonzero || b.IsNonzero);

    static Dependency<T> Product(Dependency<T> a, Dependency<T> b) => a.IsNonzero && b.IsNonzero ? Sum(a, b) : default;

    static Dependency<T> Function(Dependency<T> x) => new(x.Variables, true);

    public static Dependency<T> operator +(Dependency<T> a, Dependency<T> b) => Sum(a, b);
    public static Dependency<T> operator -(Dependency<T> a, Dependency<T> b) => Sum(a, b);
    public static Dependency<T> operator *(Dependency<T> a, Dependency<T> b) => Product(a, b);
    public static Dependency<T> operator *(T a, Dependency<T> b) => b;
    public static Dependency<T> operator /(Dependency<T> a, Dependency<T> b) => a.IsNonzero ? Sum(a, b) : default;
    public static Dependency<T> operator -(Dependency<T> a) => a;
    public static Dependency<T> Lift(Dependency<T> constant) => constant;
    public static Dependency<T> Lift(T constant) => new(0);
    public static Dependency<T> FromDouble(double x) => new(0, x != 0);
    public static Dependency<T> Whole(int n) => new(0, n != 0);
    public static Dependency<T> Scale(Dependency<T> a, Dependency<T> x) => Product(a, x);
    public static Dependency<T> Axpy(Dependency<T> a, Dependency<T> x, Dependency<T> y) => Sum(Product(a, x), y);
    public static Dependency<T> Fma(Dependency<T> a, Dependency<T> b, Dependency<T> c) => Sum(Product(a, b), c);
    public static Dependency<T> Sqrt(Dependency<T> x) => x;
    public static Dependency<T> Exp(Dependency<T> x) => Function(x);
    public static Dependency<T> Log(Dependency<T> x) => Function(x);
    public static Dependency<T> Abs(Dependency<T> x) => x;
    public static Dependency<T> Max(Dependency<T> a, Dependency<T> b) => Sum(a, b);
    public static Dependency<T> Min(Dependency<T> a, Dependency<T> b) => Sum(a, b);
    public static Dependency<T> Inverse(Dependency<T> x) => Function(x);
    public static Dependency<T> RoughInverse(Dependency<T> x) => Function(x);
    public static Dependency<T> Round(Dependency<T> x) => StopGradient(x); // piecewise constant
    public static Dependency<T> Scale2(Dependency<T> x, Dependency<T> n) => x;

    public static Dependency<T> Split(Dependency<T> x, out Dependency<T> exponent)
    {
        exponent = new(0);
        return Function(x);
    }

    public static Dependency<T> Less(Dependency<T> a, Dependency<T> b) => new(0);
    public static Dependency<T> LessOrEqual(Dependency<T> a, Dependency<T> b) => new(0);
    public static Dependency<T> And(Dependency<T> maskA, Dependency<T> maskB) => new(0);
    public static Dependency<T> Or(Dependency<T> maskA, Dependency<T> maskB) => new(0);
    public static Dependency<T> AndNot(Dependency<T> maskA, Dependency<T> maskB) => new(0);
    public static Dependency<T> Never => default;
    public static Dependency<T> Select(Dependency<T> mask, Dependency<T> yes, Dependency<T> no) => Sum(yes, no);
    public static bool Any(Dependency<T> mask) => mask.IsNonzero;
    public static ulong Bits(Dependency<T> mask) => mask.IsNonzero ? 1ul : 0ul;
    public static bool HasDerivative => false;
    public static Dependency<T> StopGradient(Dependency<T> x) => new(0, x.IsNonzero);
    public static Dependency<T> Seeded(Dependency<T> x) => x;
    public static double DerivativeOf(ref Dependency<T> memory, int lane) => 0;
    public static int Width => 1;
    public static double Epsilon => T.Epsilon;
    public static double Get(ref Dependency<T> memory, int lane) => memory.IsNonzero ? 1 : 0;
    public static void Set(ref Dependency<T> memory, int lane, double value) => memory = FromDouble(value);
    public static void Put(ref Dependency<T> table, int place, double value) => Unsafe.Add(ref table, place) = FromDouble(value);
    public static Dependency<T> Gather(ref Dependency<T> table, Dependency<T> place) => new(0);

    public override string ToString() => IsNonzero ? $"depends on {Variables:b}" : "0";
}
