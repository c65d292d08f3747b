using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Trainers;

/// <summary>See <see cref="RawTransform"/>; as all here z of q, and dq/dz as the derivative.</summary>
readonly struct LaneRaw : ILaneSlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T q, out T derivative) where T : unmanaged, IReal<T>
    {
        derivative = T.FromDouble(1);
        return q;
    }
}

/// <summary>See <see cref="LogTransform"/>.</summary>
readonly struct LaneLog : ILaneSlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T q, out T derivative) where T : unmanaged, IReal<T>
    {
        derivative = Clamped.Of(q, 1e-9f, float.MaxValue);
        return T.Log(derivative);
    }
}

/// <summary>See <see cref="CloglogTransform"/>; log(1 - q) keeps the digits of small fractions by Kahan's log(u) q / (1 - u) with u = 1 - q
/// as rounded.</summary>
readonly struct LaneCloglog : ILaneSlope
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T q, out T derivative) where T : unmanaged, IReal<T>
    {
        T c = Clamped.Of(q, 1e-6f, (float)(1 - 1e-6));
        T u = T.FromDouble(1) - c;
        T hazard = -T.Log(u) * (c / (T.FromDouble(1) - u));
        derivative = hazard * u;
        return T.Log(hazard);
    }
}

/// <summary>Values within limits; what is no number stays none.</summary>
static class Clamped
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T x, float low, float high) where T : unmanaged, IReal<T> =>
        T.Min(T.FromDouble(high), T.Max(T.FromDouble(low), x));
}
