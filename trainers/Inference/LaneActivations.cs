using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>x s(x) with s = 1 / (1 + exp(-x)); its derivative is s + x s (1 - s).</summary>
readonly struct LaneSilu : ILaneActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : unmanaged, IReal<T> => x / (T.FromDouble(1) + T.Exp(-x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, out T derivative) where T : unmanaged, IReal<T>
    {
        T s = T.FromDouble(1) / (T.FromDouble(1) + T.Exp(-x));
        T y = x * s;
        derivative = s + y * (T.FromDouble(1) - s);
        return y;
    }
}

/// <summary>tanh x = 1 - 2 / (1 + exp 2x); its derivative is 1 - tanh^2 x.</summary>
readonly struct LaneTanh : ILaneActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x) where T : unmanaged, IReal<T> => T.FromDouble(1) - T.FromDouble(2) / (T.FromDouble(1) + T.Exp(x + x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, out T derivative) where T : unmanaged, IReal<T>
    {
        T y = Of(x);
        derivative = T.FromDouble(1) - y * y;
        return y;
    }
}

/// <summary>An activation with its derivative, which comes almost for nothing beside the value.</summary>
interface ILaneActivation : ILaneFunction, ILaneSlope;

/// <summary>A function of many numbers at once, each by itself.</summary>
interface ILaneFunction
{
    static abstract T Of<T>(T x) where T : unmanaged, IReal<T>;
}

/// <summary>A function with its derivative in <c>derivative</c>.</summary>
interface ILaneSlope
{
    static abstract T Of<T>(T x, out T derivative) where T : unmanaged, IReal<T>;
}

/// <summary>Functions of 16 floats: in one register of 512 bits, or in two of 256 where a vector of 512 would be one in software.</summary>
static class Sixteen
{
    /// <summary>The values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of<TFunction>(Vector512<float> x) where TFunction : struct, ILaneFunction =>
        Vector512.IsHardwareAccelerated ? TFunction.Of(new Lanes32(x)).V
        : Vector512.Create(TFunction.Of(new Lanes32x8(x.GetLower())).V, TFunction.Of(new Lanes32x8(x.GetUpper())).V);

    /// <summary>The values, and their derivatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of<TSlope>(Vector512<float> x, out Vector512<float> derivative) where TSlope : struct, ILaneSlope
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lanes32 whole = TSlope.Of(new Lanes32(x), out Lanes32 slope);
            derivative = slope.V;
            return whole.V;
        }

        Lanes32x8 lower = TSlope.Of(new Lanes32x8(x.GetLower()), out Lanes32x8 first);
        Lanes32x8 upper = TSlope.Of(new Lanes32x8(x.GetUpper()), out Lanes32x8 second);
        derivative = Vector512.Create(first.V, second.V);
        return Vector512.Create(lower.V, upper.V);
    }
}
