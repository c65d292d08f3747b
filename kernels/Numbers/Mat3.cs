using System.Runtime.CompilerServices;

namespace SurrogateEngine.Kernels.Numbers;

/// <summary>A matrix of up to three by three numbers, column by column: how a few things depend on a few others.</summary>
readonly struct Mat3<T>(Vec3<T> first, Vec3<T> second, Vec3<T> third) where T : unmanaged, IReal<T>
{
    public readonly Vec3<T> First = first, Second = second, Third = third;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>k times the identity.</summary>
    [MethodImpl(Inline)]
    public static Mat3<T> Diagonal(T k) => new(new(k), new(T.FromDouble(0), k), new(T.FromDouble(0), T.FromDouble(0), k));

    /// <summary>The diagonal matrix of <paramref name="d"/>.</summary>
    [MethodImpl(Inline)]
    public static Mat3<T> Diagonal(Vec3<T> d) => new(new(d.A), new(T.FromDouble(0), d.B), new(T.FromDouble(0), T.FromDouble(0), d.C));

    [MethodImpl(Inline)]
    public static Mat3<T> operator +(Mat3<T> x, Mat3<T> y) =>
        new(x.First + y.First, x.Second + y.Second, x.Third + y.Third);
    [MethodImpl(Inline)]
    public static Mat3<T> operator -(Mat3<T> x, Mat3<T> y) =>
        new(x.First - y.First, x.Second - y.Second, x.Third - y.Third);
    [MethodImpl(Inline)] public static Mat3<T> operator *(T k, Mat3<T> x) => new(k * x.First, k * x.Second, k * x.Third);

    /// <summary>Row i of the matrix times component i of <paramref name="factors"/>.</summary>
    [MethodImpl(Inline)] public Mat3<T> ScaleRows(Vec3<T> factors) => new(factors * First, factors * Second, factors * Third);

    [MethodImpl(Inline)]
    public static Vec3<T> operator *(Mat3<T> m, Vec3<T> x) => Vec3<T>.Fma(x.C, m.Third, Vec3<T>.Fma(x.B, m.Second, x.A * m.First));

    [MethodImpl(Inline)] public static Mat3<T> operator *(Mat3<T> x, Mat3<T> y) => new(x * y.First, x * y.Second, x * y.Third);

    /// <summary>
    /// Inverse of the leading <paramref name="size"/> by <paramref name="size"/> part, zero elsewhere, by cofactors:
    /// the blocks are diagonally dominant for the steps a solver takes.
    /// </summary>
    [MethodImpl(Inline)]
    public Mat3<T> Inverse(int size)
    {
        if (size == 1)
            return new(new(T.Inverse(First.A)), new(T.FromDouble(0)), new(T.FromDouble(0)));
        if (size == 2)
        {
            T d = T.Inverse(First.A * Second.B - Second.A * First.B);
            return new(new(d * Second.B, -(d * First.B)), new(-(d * Second.A), d * First.A), new(T.FromDouble(0)));
        }

        T c00 = Second.B * Third.C - Third.B * Second.C;
        T c01 = Third.B * First.C - First.B * Third.C;
        T c02 = First.B * Second.C - Second.B * First.C;
        T k = T.Inverse(First.A * c00 + Second.A * c01 + Third.A * c02);
        return new(
            k * new Vec3<T>(c00, c01, c02),
            k * new Vec3<T>(Third.A * Second.C - Second.A * Third.C, First.A * Third.C - Third.A * First.C,
            Second.A * First.C - First.A * Second.C),
            k * new Vec3<T>(Second.A * Third.B - Third.A * Second.B, Third.A * First.B - First.A * Third.B,
            First.A * Second.B - Second.A * First.B));
    }
}
