using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Microspheres of PLGA, months-long depots.</summary>
/// <remarks>
/// Ranges of the diffusivity follow published profiles: lg D = -16.7 m2/s at a radius of 20 um and 300 Da (standard deviation 0.48, data of
/// Bannigan et al., Nat. Commun. 14 (2023) 35).
/// </remarks>
public sealed class PlgaMicrosphere() : PlgaParticle("plga-microsphere",
    "PLGA microsphere, a depot over months: burst, diffusion and hydrolysis from composition, size and drug",
    (2_000, 150_000), (2e-18, 2e-15))
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(5e-2, 180, 64);
}
