using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Particles of a weak acid.</summary>
sealed class WeakAcidDissolutionModel : IonDissolutionModel
{
    /// <inheritdoc/>
    public override string Name => "weak-acid-dissolution";

    /// <inheritdoc/>
    public override string Summary => "dissolution of particles of a weak acid, whose solubility follows the pH up to its salt's, with a schedule of pH";

    /// <inheritdoc/>
    protected override string Kind => "acid";

    /// <inheritdoc/>
    protected override (double Low, double High) UsualPKa => (3, 6);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dM/dt = -(3 D s / (r0 h)) M^(2/3) (S - q F),  h = min(r, h0),  r = r0 M^(1/3)",
        "S = min(salt, 1 + 10^(pH - pKa)),  dF/dt = -dM/dt",
    ];

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<IonDissolution<T, AcidIon>, T, State2<T>>();
}

/// <summary>The charged form of a weak acid.</summary>
readonly struct AcidIon : IIon
{
    public static double Charge => -1;
}
