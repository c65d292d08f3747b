using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>A function of one number, applied to a vector of them. Tails are padded, so every element takes the same path.</summary>
internal interface IUnary
{
    Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T>;
}

/// <summary>A function of two numbers.</summary>
internal interface IBinary
{
    Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T>;
}

/// <summary>A question about two numbers: all bits set where the answer is yes.</summary>
internal interface ICompare
{
    Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T>;
}

internal readonly struct Add : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => x + y;
}

internal readonly struct Subtract : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => x - y;
}

internal readonly struct Multiply : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => x * y;
}

internal readonly struct Divide : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => x / y;
}

/// <summary>x + alpha y.</summary>
internal readonly struct AddScaled(double alpha) : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> =>
        x + Vector512.Create(T.CreateTruncating(alpha)) * y;
}

/// <summary>x + weight (y - x).</summary>
internal readonly struct Blend(double weight) : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> =>
        x + Vector512.Create(T.CreateTruncating(weight)) * (y - x);
}

/// <summary>The larger of two; NaN where either is NaN.</summary>
internal readonly struct Larger : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.Max(x, y);
}

internal readonly struct Smaller : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.Min(x, y);
}

internal readonly struct Power : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> =>
        Lanes.Each(x, y, static (a, b) => Math.Pow(a, b));
}

/// <summary>x - y floor(x / y): the sign of the divisor.</summary>
internal readonly struct Remainder : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> =>
        Lanes.Each(x, y, static (a, b) => a - b * Math.Floor(a / b));
}

internal readonly struct ArcTangent2 : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> =>
        Lanes.Each(x, y, Math.Atan2);
}

internal readonly struct FloorDivide : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> =>
        Lanes.Each(x, y, static (a, b) => Math.Floor(a / b));
}

internal readonly struct BitAnd : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => x & y;
}

internal readonly struct BitOr : IBinary
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => x | y;
}

internal readonly struct Equal : ICompare
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.Equals(x, y);
}

internal readonly struct NotEqual : ICompare
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => ~Vector512.Equals(x, y);
}

internal readonly struct Less : ICompare
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.LessThan(x, y);
}

internal readonly struct LessOrEqual : ICompare
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.LessThanOrEqual(x, y);
}

internal readonly struct Greater : ICompare
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.GreaterThan(x, y);
}

internal readonly struct GreaterOrEqual : ICompare
{
    public Vector512<T> Apply<T>(Vector512<T> x, Vector512<T> y) where T : unmanaged, INumber<T> => Vector512.GreaterThanOrEqual(x, y);
}
