using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>Error allowed: absolute + relative |y|.</summary>
public readonly struct Tolerance<T>(T absolute, T relative) where T : unmanaged, IReal<T>
{
    /// <summary>The two parts.</summary>
    public readonly T Absolute = absolute, Relative = relative;

    /// <summary>(x / (absolute + relative max(|a|, |b|)))^2, as a constant: steps are chosen by values alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Square(T x, T a, T b)
    {
        T scaled = x * T.RoughInverse(T.Fma(Relative, T.Max(T.Abs(a), T.Abs(b)), Absolute));
        return T.StopGradient(scaled * scaled);
    }
}
