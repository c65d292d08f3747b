using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>Two charged spheres that come near each other, in units of kT.</summary>
static class Dlvo
{
    /// <summary>Bjerrum's length in water at 25 degC, nm.</summary>
    const double Bjerrum = 0.71394;

    /// <summary>Debye's length at 1 M, nm.</summary>
    const double DebyeAtOneMolar = 0.304206;

    /// <summary>e / (4 kT) at 25 degC, 1/mV.</summary>
    const double PerMillivolt = 1 / (4 * 25.6926);

    /// <summary>4 kT / (3 eta) of water at 25 degC in mL/h.</summary>
    const double Meeting = 4 * 4.11643e-21 / (3 * 8.9e-4) * 1e6 * 3600;

    const double Nearest = 0.3, HighestBarrier = 80;

    const int Gaps = 192;

    /// <summary>Rate 1/th at which particles halve first, 1/h: 4 kT n0 / (3 eta W).</summary>
    /// <param name="radius">nm.</param>
    /// <param name="zeta">mV.</param>
    /// <param name="salt">mM.</param>
    /// <param name="hamaker">Over kT.</param>
    /// <param name="count">1/mL.</param>
    public static T Rate<T>(T radius, T zeta, T salt, T hamaker, T count) where T : unmanaged, IReal<T> =>
        Meeting * count / StabilityRatio(radius, zeta, salt, hamaker);

    /// <summary>Fuchs's W: encounters over those that last, relative to attraction alone; by the trapezoidal rule over the logarithm of the
    /// gap.</summary>
    public static T StabilityRatio<T>(T radius, T zeta, T salt, T hamaker) where T : unmanaged, IReal<T>
    {
        T half = T.Exp(2 * (PerMillivolt * zeta)), tanh = (half - 1) / (half + 1);
        T repulsion = (8 / Bjerrum) * (radius * (tanh * tanh));
        T perLength = T.Sqrt(T.FromDouble(1e-3) * salt) * T.FromDouble(1 / DebyeAtOneMolar);
        // Gaps from 0.3 nm to a hundred radii.
        T ratio = T.FromDouble(1.0 / Gaps) * T.Log(100 / Nearest * radius), gap = T.FromDouble(Nearest), step = T.Exp(ratio);
        T slow = T.FromDouble(0), fast = T.FromDouble(0);
        for (int i = 0; i <= Gaps; i++)
        {
            T across = gap + (radius + radius), attraction = Attraction(gap, radius, hamaker);
            T weight = gap / (across * across) * T.FromDouble(i == 0 || i == Gaps ? 0.5 : 1);
            T barrier = T.Min(T.FromDouble(HighestBarrier), repulsion * T.Exp(-(perLength * gap)) - attraction);
            slow += weight * T.Exp(barrier);
            fast += weight * T.Exp(-attraction);
            gap *= step;
        }

        return slow / fast;
    }

    /// <summary>-VA/kT of Hamaker's spheres.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Attraction<T>(T gap, T radius, T hamaker) where T : unmanaged, IReal<T>
    {
        T near = gap * (gap + 4 * radius), far = (gap + (radius + radius)) * (gap + (radius + radius)), twice = 2 * (radius * radius);
        return T.FromDouble(1.0 / 6) * hamaker * (twice / near + twice / far + T.Log(near / far));
    }
}
