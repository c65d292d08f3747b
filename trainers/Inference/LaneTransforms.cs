using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>A <see cref="CurveTransform"/> on 16 values at once.</summary>
interface ILaneTransform
{
    /// <summary>z of q, and dq/dz in <paramref name="derivative"/>.</summary>
    static abstract Vector512<float> Of(Vector512<float> q, out Vector512<float> derivative);
}

/// <summary>See <see cref="RawTransform"/>.</summary>
readonly struct LaneRaw : ILaneTransform
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> q, out Vector512<float> derivative)
    {
        derivative = Vector512<float>.One;
        return q;
    }
}

/// <summary>See <see cref="LogTransform"/>.</summary>
readonly struct LaneLog : ILaneTransform
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> q, out Vector512<float> derivative)
    {
        derivative = Vector512.Clamp(q, Vector512.Create(1e-9f), Vector512.Create(float.MaxValue));
        return Lanes32.Log(new(derivative)).V;
    }
}

/// <summary>See <see cref="CloglogTransform"/>; log(1 - q) keeps the digits of small fractions by Kahan's log(u) q / (1 - u) with u = 1 - q
/// as rounded.</summary>
readonly struct LaneCloglog : ILaneTransform
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> q, out Vector512<float> derivative)
    {
        var c = Vector512.Clamp(q, Vector512.Create(1e-6f), Vector512.Create((float)(1 - 1e-6)));
        var u = Vector512<float>.One - c;
        var hazard = -Lanes32.Log(new(u)).V * (c / (Vector512<float>.One - u));
        derivative = hazard * u;
        return Lanes32.Log(new(hazard)).V;
    }
}
