using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>Drug on linkers that acid cleaves, such as hydrazones, on its way from blood into a lysosome.</summary>
sealed class AcidLinkerModel : FirstOrderModel<AcidCleavage>
{
    const string Kinetics = "specific acid catalysis; Kongkatigumjorn & Crespy, Polym. Chem. 2024";

    /// <inheritdoc/>
    public override string Name => "acid-linker";

    /// <inheritdoc/>
    public override string Summary => "cleavage of acid-labile linkers, with a schedule of pH";

    /// <inheritdoc/>
    public override string Source => Kinetics;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dA/dt = -(k0 + kH 10^-pH) A,  dF/dt = -dA/dt",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Cleavage alone limits release.",
        "pH changes at once everywhere.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Drug that diffuses slowly once it is free.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Piecewise exponential from blood through a tumor into a lysosome: 1e-9.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("k0", "1/h", 1e-4, 1e-2, Scale.Log, "rate without acid", Kinetics) { DomainLow = 0 },
        new("kH", "L/mol*h", 1000, 100_000, Scale.Log, "rate for each mole of protons in a liter: hours at pH 5, weeks at 7.4", Kinetics)
        {
            DomainLow = 0,
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("pH", "", InputKind.Level, 7.4, "pH around the carrier", "blood") { DomainLow = 0, DomainHigh = 14 },
    ];

    /// <summary>Six hours in blood, six in a tumor, then a lysosome.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 6, 12], [7.4, 6.5, 5]);
}

/// <summary>k = k0 + kH 10^-pH: the logarithm of the rate falls by one with each unit of pH until k0 is left.</summary>
readonly struct AcidCleavage : IReleaseRate
{
    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> =>
        row[0] + row[1] * Ionization.TenTo(-row[2]);
}
