using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A carrier in tissue that light opens, as far as light gets there.</summary>
sealed class LightReleaseModel : FirstOrderModel<LightAtDepth>
{
    const string Tissue = "near infrared in tissue: 0.1 to 0.5 1/mm; mu_eff = sqrt(3 mu_a (mu_a + mu_s'))";
    const string Carrier = "prior of the model: no accepted values";

    /// <inheritdoc/>
    public override string Name => "light-release";

    /// <inheritdoc/>
    public override string Summary => "release that saturates with the light that reaches the carrier's depth, with a schedule of light";

    /// <inheritdoc/>
    public override string Source => Tissue;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "I_z = I exp(-mu z)",
        "dA/dt = -k A,  k = k0 (1 + g I_z / (I50 + I_z)),  dF/dt = k A",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Light opens the carrier without heating it.",
        "Tissue attenuates as one exponential.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Heating by light: use photothermal-release.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Closed form in the dark, in blinding light and over a train of pulses: 1e-7.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("k0", "1/h", 0.001, 0.05, Scale.Log, "release rate in the dark", Carrier) { DomainLow = 0 },
        new("g", "", 5, 500, Scale.Log, "growth of the rate in blinding light", Carrier) { DomainLow = 0 },
        new("I50", "W/cm2", 0.05, 2, Scale.Log, "light at which half of that growth is reached", Carrier),
        new("mu", "1/mm", 0.1, 0.5, Scale.Log, "effective attenuation of the tissue", Tissue) { DomainLow = 0 },
        new("z", "mm", 0.5, 10, Scale.Log, "depth of the carrier", "under the skin to a deep tumor") { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("I", "W/cm2", InputKind.Level, 0, "light at the surface", "darkness") { DomainLow = 0, DomainHigh = 1000 },
    ];

    /// <summary>Ten minutes of light after an hour and after three.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 1, 1.1666667, 3, 3.1666667], [0, 1, 0, 1, 0]);
}

/// <summary>k = k0 (1 + g I_z / (I50 + I_z)) with I_z = I exp(-mu z).</summary>
readonly struct LightAtDepth : IReleaseRate
{
    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T>
    {
        T light = row[5] * T.Exp(-(row[3] * row[4]));
        return row[0] * (1 + row[1] * light / (row[2] + light));
    }
}
