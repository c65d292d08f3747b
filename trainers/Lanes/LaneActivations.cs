using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>x / (1 + exp(-x)).</summary>
readonly struct LaneSilu : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) => x / (Vector512<float>.One + Lanes32.Exp(new(-x)).V);
}

/// <summary>tanh x = 1 - 2 / (1 + exp 2x).</summary>
readonly struct LaneTanh : ILaneFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> x) =>
        Vector512<float>.One - Vector512.Create(2f) / (Vector512<float>.One + Lanes32.Exp(new(x + x)).V);
}
