using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

internal readonly struct Identity : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x;
}

internal readonly struct Negate : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => -x;
}

internal readonly struct Absolute : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Vector512.Abs(x);
}

internal readonly struct Square : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => x * x;
}

internal readonly struct SquareRoot : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Vector512.Sqrt(x);
}

internal readonly struct Reciprocal : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Vector512<T>.One / x;
}

internal readonly struct Exponential : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? Reals.Exp(x.As<T, float>()).As<float, T>() : Vector512.Exp(x.As<T, double>()).As<double, T>();
}

internal readonly struct ExponentialMinusOne : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? Reals.Expm1(x.As<T, float>()).As<float, T>() : Lanes.Each(x, double.ExpM1);
}

internal readonly struct Logarithm : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? Vector512.Log(x.As<T, float>()).As<float, T>() : Vector512.Log(x.As<T, double>()).As<double, T>();
}

internal readonly struct LogarithmOnePlus : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Log1P);

    /// <summary>log(1 + x) by Kahan's correction, to the last place also for tiny x.</summary>
    internal static double Log1P(double x)
    {
        var u = 1 + x;
        if (u == 1) return x;
        return double.IsInfinity(u) ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }
}

internal readonly struct Log10 : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Log10);
}

internal readonly struct Log2 : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Log2);
}

internal readonly struct HyperbolicTangent : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? Reals.Tanh(x.As<T, float>()).As<float, T>() : Lanes.Each(x, Math.Tanh);
}

internal readonly struct Logistic : IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float)
            ? Reals.Sigmoid(x.As<T, float>()).As<float, T>()
            : (Vector512<double>.One / (Vector512<double>.One + Vector512.Exp(-x.As<T, double>()))).As<double, T>();
}

/// <summary>log(1 + exp(beta x)) / beta without overflow; x itself where beta x is above the threshold.</summary>
internal readonly struct SoftRamp(double beta, double threshold) : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T>
    {
        var scaled = x * Vector512.Create(T.CreateTruncating(beta));
        var log = default(LogarithmOnePlus).Apply(default(Exponential).Apply(-Vector512.Abs(scaled)));
        var soft = (Vector512.Max(scaled, Vector512<T>.Zero) + log) / Vector512.Create(T.CreateTruncating(beta));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(scaled, Vector512.Create(T.CreateTruncating(threshold))), x, soft);
    }
}

internal readonly struct Rectify : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Vector512.Max(x, Vector512<T>.Zero);
}

internal readonly struct ErrorFunction : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(float) ? Reals.Erf(x.As<T, float>()).As<float, T>() : Lanes.Each(x, Special.Erf);
}

internal readonly struct Sine : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Sin);
}

internal readonly struct Cosine : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Cos);
}

internal readonly struct ArcTangent : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Atan);
}

internal readonly struct Floor : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Floor);
}

internal readonly struct Ceiling : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Ceiling);
}

internal readonly struct Truncate : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, Math.Truncate);
}

/// <summary>To the nearest whole number, halves to the even one.</summary>
internal readonly struct RoundToEven : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> => Lanes.Each(x, static v => Math.Round(v));
}

internal readonly struct SignOf : IUnary
{
    public Vector512<T> Apply<T>(Vector512<T> x) where T : unmanaged, INumber<T> =>
        Lanes.Each(x, static v => v > 0 ? 1 : v < 0 ? -1 : v);
}
