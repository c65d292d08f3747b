using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>How a rate grows with temperature.</summary>
static class Arrhenius
{
    /// <summary>Gas constant, kJ/(mol K).</summary>
    const double Gas = 8.31446261815324e-3;

    /// <summary>Freezing point of water, K.</summary>
    const double Zero = 273.15;

    /// <summary>Body temperature, K.</summary>
    const double Body = Zero + 37;

    /// <summary>The rate at a temperature (degC) over that at 37 degC, exp(-Ea/R (1/T - 1/T37)), for Ea in kJ/mol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Factor<T>(T energy, T celsius) where T : unmanaged, IReal<T>
    {
        // 1/T37 - 1/T without the difference of two numbers that are nearly the same.
        T warmer = celsius - 37, kelvin = celsius + Zero;
        return T.Exp(energy * warmer / (T.FromDouble(Gas * Body) * kelvin));
    }
}
