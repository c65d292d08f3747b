using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>
/// Heat that magnetite particles in water at 37 degC make of an alternating field (Rosensweig, J. Magn. Magn. Mater. 252 (2002) 370):
/// linear response of moments that turn with their particle (Brown) or in it (Neel). All is in nm, ns, aJ and mT so that single precision
/// holds it.
/// </summary>
static class Rosensweig
{
    /// <summary>k T at 37 degC, aJ (1e-18 J), as 1.380649e-23 J/K times 310.15 K.</summary>
    const double Thermal = 1.380649e-5 * 310.15;

    /// <summary>Domain magnetization of magnetite, 446 kA/m.</summary>
    const double Magnetization = 446;

    /// <summary>Attempt time, ns.</summary>
    const double Attempt = 1;

    /// <summary>Viscosity of water at 37 degC, 0.69 mPa s.</summary>
    const double Viscosity = 0.69;

    /// <summary>mu0 in zJ (1e-21 J) over (kA/m)^2 nm^3.</summary>
    const double Permeability = 1.25663706212e-6;

    /// <summary>Power of the suspension in W/cm3.</summary>
    /// <param name="core">Diameter of the core, nm.</param>
    /// <param name="coating">Thickness of the coating, nm.</param>
    /// <param name="share">Volume of cores over all volume.</param>
    /// <param name="anisotropy">Anisotropy, kJ/m3.</param>
    /// <param name="field">Amplitude, kA/m.</param>
    /// <param name="frequency">Frequency, kHz.</param>
    public static T Power<T>(T core, T coating, T share, T anisotropy, T field, T frequency) where T : unmanaged, IReal<T>
    {
        // kT in zJ; kJ/m3 nm^3 is 1e-24 J, that is 1e-3 zJ.
        const double kT = 1e3 * Thermal;
        T magnetic = T.FromDouble(Math.PI / 6) * (core * core * core), outer = core + coating + coating;
        T barrier = T.FromDouble(1e-3 / kT) * (anisotropy * magnetic);
        T neel = T.FromDouble(0.886226925452758 * Attempt) * T.Exp(barrier) / T.Sqrt(barrier);
        // mPa s nm^3 is 1e-30 J s: over 1e-21 J it is 1e-9 s.
        T brown = T.FromDouble(3 * Viscosity * Math.PI / 6 / kT) * (outer * outer * outer);
        T phase = T.FromDouble(2e-6 * Math.PI) * frequency * (neel * brown / (neel + brown));
        T xi = T.FromDouble(Permeability * Magnetization / kT) * (field * magnetic);
        T initial = T.FromDouble(Permeability * Magnetization * Magnetization / (3 * kT)) * (share * magnetic);
        T loss = initial * Langevin(xi) * (phase / (1 + phase * phase));
        // mu0 kHz (kA/m)^2 is mu0 times 1e9 W/m3, that is 1e3 W/cm3.
        return T.FromDouble(1e3 * Math.PI * Permeability) * frequency * (field * field) * loss;
    }

    /// <summary>(3/xi) (coth xi - 1/xi), 1 at no field; by its series where the difference would cancel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T Langevin<T>(T xi) where T : unmanaged, IReal<T>
    {
        T square = xi * xi, safe = T.Max(xi, T.FromDouble(0.3)), decay = T.Exp(-(safe + safe));
        T series = 1 + square * (T.FromDouble(-1.0 / 15) + square * (T.FromDouble(2.0 / 315)
            + square * (T.FromDouble(-1.0 / 1575) + square * T.FromDouble(2.0 / 31185))));
        T closed = 3 / safe * ((1 + decay) / (1 - decay) - 1 / safe);
        return T.Select(T.Less(xi, T.FromDouble(0.3)), series, closed);
    }
}
