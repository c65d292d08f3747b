using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>
/// A carrier that is heated and cools, and releases faster the warmer it is:
/// dT/dt = q - B T above 37 degC,  dD/dt = -k(T) D,  dF/dt = k(T) D, with k(T) of Arrhenius. States are T, D and F.
/// </summary>
/// <param name="heating">q, K/h.</param>
/// <param name="cooling">B, 1/h.</param>
/// <param name="k37">Release rate at 37 degC.</param>
/// <param name="energy">Activation energy, kJ/mol.</param>
readonly struct HeatedRelease<T>(T heating, T cooling, T k37, T energy) where T : unmanaged, IReal<T>
{
    readonly T heating = heating, cooling = cooling, k37 = k37, energy = energy;

    /// <summary>Kelvins that a watt warms a gram, or a cubic centimeter, of water by in an hour, 3600 / 4.186.</summary>
    public const double PerWattHour = 3600 / 4.186;

    public static State3<T> Start => new(T.FromDouble(0), T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public State3<T> Rate(State3<T> y)
    {
        T release = k37 * Arrhenius.Factor(energy, y.A + 37) * y.B;
        return new(heating - cooling * y.A, -release, release);
    }
}
