using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>y = x s(x), s the logistic function; y' = s + y (1 - s).</summary>
internal readonly struct SwishSlope : ISlope
{
    public bool FromValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        var s = default(Logistic).Apply(x);
        var y = x * s;
        slope = s + y * (Vector512<T>.One - s);
        return y;
    }

    public Vector512<T> Apply<T>(Vector512<T> g, Vector512<T> slope) where T : unmanaged, INumber<T> => g * slope;

    public Tensor Recorded(Tensor gradient, Tensor x)
    {
        var s = x.sigmoid();
        return gradient * (s * (1 + x * (1 - s)));
    }
}

/// <summary>y = x P(x), P the normal distribution function and p its density; y' = P + x p.</summary>
internal readonly struct NormalSlope : ISlope
{
    public bool FromValue => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        var half = Of<T>(0.5);
        var probability = (default(ErrorFunction).Apply(x * Of<T>(Math.Sqrt(0.5))) + Vector512<T>.One) * half;
        var density = default(Exponential).Apply(-(x * x) * half) * Of<T>(1 / Math.Sqrt(2 * Math.PI));
        slope = probability + x * density;
        return x * probability;
    }

    public Vector512<T> Apply<T>(Vector512<T> g, Vector512<T> slope) where T : unmanaged, INumber<T> => g * slope;

    public Tensor Recorded(Tensor gradient, Tensor x) =>
        gradient * (((x * Math.Sqrt(0.5)).erf() + 1) * 0.5 + x * (x.square() * -0.5).exp() * (1 / Math.Sqrt(2 * Math.PI)));

    private static Vector512<T> Of<T>(double value) where T : unmanaged, INumber<T> => Vector512.Create(T.CreateTruncating(value));
}

/// <summary>y = tanh x; y' = 1 - y^2.</summary>
internal readonly struct TangentSlope : ISlope
{
    public bool FromValue => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        slope = default;
        return default(HyperbolicTangent).Apply(x);
    }

    public Vector512<T> Apply<T>(Vector512<T> g, Vector512<T> y) where T : unmanaged, INumber<T> => g * (Vector512<T>.One - y * y);

    public Tensor Recorded(Tensor gradient, Tensor y) => gradient * (1 - y.square());
}

/// <summary>y = 1 / (1 + exp(-x)); y' = y (1 - y).</summary>
internal readonly struct LogisticSlope : ISlope
{
    public bool FromValue => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        slope = default;
        return default(Logistic).Apply(x);
    }

    public Vector512<T> Apply<T>(Vector512<T> g, Vector512<T> y) where T : unmanaged, INumber<T> => g * y * (Vector512<T>.One - y);

    public Tensor Recorded(Tensor gradient, Tensor y) => gradient * y * (1 - y);
}

/// <summary>y = max(x, 0); the gradient passes where y is above 0, or not a number.</summary>
internal readonly struct RectifierSlope : ISlope
{
    public bool FromValue => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        slope = default;
        return default(Rectify).Apply(x);
    }

    public Vector512<T> Apply<T>(Vector512<T> g, Vector512<T> y) where T : unmanaged, INumber<T> =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(y, Vector512<T>.Zero), Vector512<T>.Zero, g);

    public Tensor Recorded(Tensor gradient, Tensor y) => gradient.masked_fill(y <= 0, 0);
}
