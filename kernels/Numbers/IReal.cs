namespace SurrogateEngine.Kernels.Numbers;

/// <summary>
/// What a model or a solver may ask of a number. One text of each equation is read by every kind: scalars, vector lanes
/// that carry several samples side by side, dual numbers that carry a derivative, and a device kernel's floats.
/// A mask is a number too, so that it lives in the same registers: it only ever comes from a comparison.
/// </summary>
/// <typeparam name="T">The number itself.</typeparam>
public interface IReal<T> : IOver<T, T>, IVector<T, T> where T : unmanaged, IReal<T>
{
    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator /(T a, T b);

    static abstract T operator -(T a);

    /// <summary>The constant <paramref name="x"/> in every lane.</summary>
    static abstract T FromDouble(double x);

    /// <summary>A whole number in every lane. A device turns a counter into it without a double in between.</summary>
    static abstract T Whole(int n);

    /// <summary>a b + c, fused where the hardware does it at no cost; a device compiler may fuse it too.</summary>
    static abstract T Fma(T a, T b, T c);

    static abstract T Sqrt(T x);

    static abstract T Exp(T x);

    /// <summary>Natural logarithm.</summary>
    static abstract T Log(T x);

    static abstract T Abs(T x);

    /// <summary>The larger one; <paramref name="b"/> when <paramref name="a"/> is NaN.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The smaller one; <paramref name="b"/> when <paramref name="a"/> is NaN.</summary>
    static abstract T Min(T a, T b);

    /// <summary>1/x of a normal number, within 2 units in the last place.</summary>
    static abstract T Inverse(T x);

    /// <summary>1/x within 0.04 %: enough for an error norm, at a fraction of a division's cost.</summary>
    static abstract T RoughInverse(T x);

    /// <summary>Nearest integer of a number below 2^22 in size.</summary>
    static abstract T Round(T x);

    /// <summary>x times 2 to the integer <paramref name="n"/>.</summary>
    static abstract T Scale2(T x, T n);

    /// <summary>Splits a positive normal number into a mantissa in [sqrt(1/2), sqrt(2)) and the exponent of 2 left over.</summary>
    static abstract T Split(T x, out T exponent);

    /// <summary>Mask: a &lt; b. False where either is NaN.</summary>
    static abstract T Less(T a, T b);

    /// <summary>Mask: a &lt;= b. False where either is NaN.</summary>
    static abstract T LessOrEqual(T a, T b);

    /// <summary>Mask: both.</summary>
    static abstract T And(T maskA, T maskB);

    /// <summary>Mask: either.</summary>
    static abstract T Or(T maskA, T maskB);

    /// <summary>Mask: a and not b.</summary>
    static abstract T AndNot(T maskA, T maskB);

    /// <summary>The mask that is true in no lane.</summary>
    static abstract T Never { get; }

    /// <summary>Lane by lane: <paramref name="yes"/> where the mask is true, else <paramref name="no"/>.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>True if the mask is true in any lane.</summary>
    static abstract bool Any(T mask);

    /// <summary>Bit i is set where the mask is true in lane i.</summary>
    static abstract ulong Bits(T mask);

    /// <summary>How many neighboring samples one number carries.</summary>
    static abstract int Width { get; }

    /// <summary>Distance from 1 to the next number: 1.2e-7 or 2.2e-16.</summary>
    static abstract double Epsilon { get; }

    /// <summary>True if the number carries a derivative.</summary>
    static abstract bool HasDerivative { get; }

    /// <summary>The same value as a constant: what decides over steps must not be differentiated.</summary>
    static abstract T StopGradient(T x);

    /// <summary>The same value as the variable one differentiates by.</summary>
    static abstract T Seeded(T x);

    /// <summary>The derivative carried by one lane of a number in memory; 0 for a number that carries none.</summary>
    static abstract double DerivativeOf(ref T memory, int lane);

    /// <summary>The value of one lane of a number in memory.</summary>
    static abstract double Get(ref T memory, int lane);

    /// <summary>Changes one lane of a number in memory.</summary>
    static abstract void Set(ref T memory, int lane, double value);

    /// <summary>Puts a plain number into a table of plain numbers, side by side, for <see cref="Gather"/>.</summary>
    static abstract void Put(ref T table, int place, double value);

    /// <summary>Lane by lane, the number at a place (a whole number) of such a table, as a constant.</summary>
    static abstract T Gather(ref T table, T place);
}

/// <summary>A number <typeparamref name="R"/> whose constants are of kind <typeparamref name="T"/>, e.g. a dual number over
/// lanes.</summary>
public interface IOver<R, T> where R : unmanaged, IOver<R, T>
{
    /// <summary>A constant: its derivative, if any, is zero.</summary>
    static abstract R Lift(T constant);

    static abstract R operator *(T a, R b);
}

/// <summary>What the sums of a method are made of: one number, or all states of a model at once.</summary>
public interface IVector<TSelf, T> where TSelf : unmanaged, IVector<TSelf, T>
{
    /// <summary>a x of a constant a: a derivative that it may carry is not looked at.</summary>
    static abstract TSelf Scale(T a, TSelf x);

    /// <summary>a x + y of a constant a, fused as <see cref="IReal{T}.Fma"/>: a derivative that a may carry is not looked at.</summary>
    static abstract TSelf Axpy(T a, TSelf x, TSelf y);
}
