using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace TorchSharp.Embedded;

/// <summary>y = x s(x), s the logistic function; y' = s + y (1 - s).</summary>
internal readonly struct SwishSlope : ISlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        var s = default(Logistic).Apply(x);
        var y = x * s;
        slope = s + y * (Vector512<T>.One - s);
        return y;
    }

    public Tensor Slope(Tensor x)
    {
        var s = x.sigmoid();
        return s * (1 + x * (1 - s));
    }
}

/// <summary>y = x P(x), P the normal distribution function and p its density; y' = P + x p.</summary>
internal readonly struct NormalSlope : ISlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Value<T>(Vector512<T> x, out Vector512<T> slope) where T : unmanaged, INumber<T>
    {
        var half = Of<T>(0.5);
        var probability = (default(ErrorFunction).Apply(x * Of<T>(Math.Sqrt(0.5))) + Vector512<T>.One) * half;
        var density = default(Exponential).Apply(-(x * x) * half) * Of<T>(1 / Math.Sqrt(2 * Math.PI));
        slope = probability + x * density;
        return x * probability;
    }

    public Tensor Slope(Tensor x) =>
        ((x * Math.Sqrt(0.5)).erf() + 1) * 0.5 + x * (x.square() * -0.5).exp() * (1 / Math.Sqrt(2 * Math.PI));

    private static Vector512<T> Of<T>(double value) where T : unmanaged, INumber<T> => Vector512.Create(T.CreateTruncating(value));
}
