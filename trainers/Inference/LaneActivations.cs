using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>x s(x) with s = 1 / (1 + exp(-x)); its derivative is s + x s (1 - s).</summary>
readonly struct LaneSilu : ILaneActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) => x / (Vector512<float>.One + Lanes32.Exp(new(-x)).V);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x, out Vector512<float> derivative)
    {
        var s = Vector512<float>.One / (Vector512<float>.One + Lanes32.Exp(new(-x)).V);
        var y = x * s;
        derivative = s + y * (Vector512<float>.One - s);
        return y;
    }
}

/// <summary>tanh x = 1 - 2 / (1 + exp 2x); its derivative is 1 - tanh^2 x.</summary>
readonly struct LaneTanh : ILaneActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) =>
        Vector512<float>.One - Vector512.Create(2f) / (Vector512<float>.One + Lanes32.Exp(new(x + x)).V);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x, out Vector512<float> derivative)
    {
        var y = Of(x);
        derivative = Vector512<float>.One - y * y;
        return y;
    }
}

/// <summary>An activation with its derivative, which comes almost for nothing beside the value.</summary>
interface ILaneActivation : ILaneFunction
{
    /// <summary>The value, and the derivative in <paramref name="derivative"/>.</summary>
    static abstract Vector512<float> Of(Vector512<float> x, out Vector512<float> derivative);
}

/// <summary>A function of 16 numbers at once, each by itself.</summary>
interface ILaneFunction
{
    static abstract Vector512<float> Of(Vector512<float> x);
}
