using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchSharp.Embedded;

/// <summary>Functions that have no vector form, lane by lane in double.</summary>
internal static class Lanes
{
    internal static Vector512<T> Each<T>(Vector512<T> x, Func<double, double> function) where T : unmanaged, INumber<T>
    {
        var result = x;
        for (var i = 0; i < Vector512<T>.Count; i++)
            result = result.WithElement(i, T.CreateTruncating(function(double.CreateTruncating(x[i]))));
        return result;
    }

    internal static Vector512<T> Each<T>(Vector512<T> x, Vector512<T> y, Func<double, double, double> function) where T : unmanaged, INumber<T>
    {
        var result = x;
        for (var i = 0; i < Vector512<T>.Count; i++)
            result = result.WithElement(i, T.CreateTruncating(function(double.CreateTruncating(x[i]), double.CreateTruncating(y[i]))));
        return result;
    }
}
