using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>An associative operation with its identity.</summary>
internal interface IFold
{
    T Identity<T>() where T : unmanaged, INumber<T>;

    /// <summary>What is folded for an element: itself, or a function of it.</summary>
    T Lift<T>(T x) where T : unmanaged, INumber<T>;

    Vector512<T> Lift<T>(Vector512<T> x) where T : unmanaged, INumber<T>;

    T Join<T>(T a, T b) where T : unmanaged, INumber<T>;

    Vector512<T> Join<T>(Vector512<T> a, Vector512<T> b) where T : unmanaged, INumber<T>;
}

internal readonly struct Sum : IFold
{
    public T Identity<T>() where T : unmanaged, INumber<T> => T.Zero;

    public T Lift<T>(T x) where T : unmanaged, INumber<T> => x;

    public Vector512<T> Lift<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x;

    public T Join<T>(T a, T b) where T : unmanaged, INumber<T> => a + b;

    public Vector512<T> Join<T>(Vector512<T> a, Vector512<T> b) where T : unmanaged, INumber<T> => a + b;
}

internal readonly struct SumOfSquares : IFold
{
    public T Identity<T>() where T : unmanaged, INumber<T> => T.Zero;

    public T Lift<T>(T x) where T : unmanaged, INumber<T> => x * x;

    public Vector512<T> Lift<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x * x;

    public T Join<T>(T a, T b) where T : unmanaged, INumber<T> => a + b;

    public Vector512<T> Join<T>(Vector512<T> a, Vector512<T> b) where T : unmanaged, INumber<T> => a + b;
}

internal readonly struct Product : IFold
{
    public T Identity<T>() where T : unmanaged, INumber<T> => T.One;

    public T Lift<T>(T x) where T : unmanaged, INumber<T> => x;

    public Vector512<T> Lift<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x;

    public T Join<T>(T a, T b) where T : unmanaged, INumber<T> => a * b;

    public Vector512<T> Join<T>(Vector512<T> a, Vector512<T> b) where T : unmanaged, INumber<T> => a * b;
}

internal readonly struct Largest : IFold
{
    public T Identity<T>() where T : unmanaged, INumber<T> => Extremes.Lowest<T>();

    public T Lift<T>(T x) where T : unmanaged, INumber<T> => x;

    public Vector512<T> Lift<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x;

    public T Join<T>(T a, T b) where T : unmanaged, INumber<T> => T.Max(a, b);

    public Vector512<T> Join<T>(Vector512<T> a, Vector512<T> b) where T : unmanaged, INumber<T> => Vector512.Max(a, b);
}

internal readonly struct Smallest : IFold
{
    public T Identity<T>() where T : unmanaged, INumber<T> => Extremes.Highest<T>();

    public T Lift<T>(T x) where T : unmanaged, INumber<T> => x;

    public Vector512<T> Lift<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x;

    public T Join<T>(T a, T b) where T : unmanaged, INumber<T> => T.Min(a, b);

    public Vector512<T> Join<T>(Vector512<T> a, Vector512<T> b) where T : unmanaged, INumber<T> => Vector512.Min(a, b);
}

internal static class Extremes
{
    internal static T Lowest<T>() where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.NegativeInfinity)
        : typeof(T) == typeof(long) ? (T)(object)long.MinValue
        : typeof(T) == typeof(int) ? (T)(object)int.MinValue
        : T.Zero;

    internal static T Highest<T>() where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? T.CreateTruncating(double.PositiveInfinity)
        : typeof(T) == typeof(long) ? (T)(object)long.MaxValue
        : typeof(T) == typeof(int) ? (T)(object)int.MaxValue
        : T.CreateTruncating(255);
}
