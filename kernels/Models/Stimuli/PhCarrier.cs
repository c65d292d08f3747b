using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A carrier whose groups take up protons together and let the drug through, such as copolymers of tertiary amines.</summary>
sealed class PhCarrierModel : FirstOrderModel<ProtonatedCarrier>
{
    const string Copolymers = "ultra-pH-sensitive amine copolymers; liposomes with mPEG-PDPA: Int. J. Polym. Sci. 2016, 5879428";

    /// <inheritdoc/>
    public override string Name => "ph-carrier";

    /// <inheritdoc/>
    public override string Summary => "release from a carrier that opens when its groups are protonated, with a schedule of pH";

    /// <inheritdoc/>
    public override string Source => Copolymers;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dA/dt = -k A,  k = kl + (kh - kl) / (1 + 10^(n (pH - pKa))),  dF/dt = k A",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The carrier follows the pH at once.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Gels that swell slowly: how far they are swollen, not the pH, then holds the drug back.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Degree of protonation at four pH: 1e-9.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kl", "1/h", 0.001, 0.05, Scale.Log, "release rate of the carrier without protons", Copolymers) { DomainLow = 0 },
        new("kh", "1/h", 0.1, 5, Scale.Log, "release rate of the protonated carrier", Copolymers) { DomainLow = 0 },
        new("pKa", "", 5.5, 7, Scale.Linear, "pH at which half of the groups are protonated", Copolymers),
        new("n", "", 1, 8, Scale.Log, "groups that let go of their protons together: from 90 to 10 % within 1.9/n of pH", Copolymers),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("pH", "", InputKind.Level, 7.4, "pH around the carrier", "blood") { DomainLow = 0, DomainHigh = 14 },
    ];

    /// <summary>Six hours in blood, six in a tumor, then an endosome.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 6, 12], [7.4, 6.7, 5.5]);
}

/// <summary>k = kl + (kh - kl) / (1 + 10^(n (pH - pKa))).</summary>
readonly struct ProtonatedCarrier : IReleaseRate
{
    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> =>
        T.Fma(row[1] - row[0], Ionization.Cooperative(row[3], row[2], row[4]), row[0]);
}
