using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>First-order release whose rate has an activation energy.</summary>
sealed class ArrheniusReleaseModel : FirstOrderModel<ActivatedRelease>
{
    const string Polymers = "activation energies of hydrolysis and of diffusion in polymers, 30 to 120 kJ/mol";

    /// <inheritdoc/>
    public override string Name => "arrhenius-release";

    /// <inheritdoc/>
    public override string Summary => "first-order release with an activation energy, with a schedule of temperature";

    /// <inheritdoc/>
    public override string Source => "Arrhenius";

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dA/dt = -k A,  k = k37 exp(-Ea/R (1/T - 1/310.15 K)),  dF/dt = k A",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "One process limits release at all temperatures.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Membranes and gels with a transition: use thermo-liposome or lcst-gel.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Factors at three temperatures: 1e-8.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("k37", "1/h", 0.005, 0.5, Scale.Log, "release rate at 37 degC", "half-lives of hours to days") { DomainLow = 0 },
        new("Ea", "kJ/mol", 30, 120, Scale.Linear, "activation energy", Polymers) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("T", "degC", InputKind.Level, 37, "temperature", "body temperature") { DomainLow = -20, DomainHigh = 100 },
    ];

    /// <summary>An hour of fever heat in the middle.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 4, 5], [37, 42, 37]);
}

/// <summary>k = k37 exp(-Ea/R (1/T - 1/T37)).</summary>
readonly struct ActivatedRelease : IReleaseRate
{
    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> =>
        row[0] * Arrhenius.Factor(row[1], row[2]);
}
