using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels;

/// <summary>A gel that collapses above its lower critical solution temperature and shuts, or squeezes, its drug.</summary>
sealed class LcstGelModel : FirstOrderModel<CollapsingGel>
{
    const string Gels = "poly(N-isopropylacrylamide): 32 degC, widths of 0.5 to 2 K";

    /// <inheritdoc/>
    public override string Name => "lcst-gel";

    /// <inheritdoc/>
    public override string Summary => "release from a gel with a lower critical solution temperature, with a schedule of temperature";

    /// <inheritdoc/>
    public override string Source => Gels;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dA/dt = -k A,  k = ks + (kc - ks) / (1 + exp(-(T - L) / w)),  dF/dt = k A",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The gel follows the temperature at once.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "A skin that forms on collapse and holds drug back for hours.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Sigmoid at three temperatures: 1e-7.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("ks", "1/h", 0.02, 2, Scale.Log, "release rate of the swollen gel, far below the transition", Gels) { DomainLow = 0 },
        new("kc", "1/h", 0.002, 0.2, Scale.Log, "the same of the collapsed gel; above ks for one that squeezes", Gels) { DomainLow = 0 },
        new("L", "degC", 31, 40, Scale.Linear, "lower critical solution temperature; comonomers raise it", Gels) { DomainLow = -273.15 },
        new("w", "K", 0.3, 2, Scale.Log, "width of the transition", Gels),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("T", "degC", InputKind.Level, 37, "temperature", "body temperature") { DomainLow = 0, DomainHigh = 100 },
    ];

    /// <summary>Cooled for an hour every six.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 6, 7, 13, 14], [37, 25, 37, 25, 37]);
}

/// <summary>k = ks + (kc - ks) s,  s = 1 / (1 + exp(-(T - L) / w)).</summary>
readonly struct CollapsingGel : IReleaseRate
{
    public static int Inputs => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TParameters>(TParameters row) where T : unmanaged, IReal<T> where TParameters : struct, IParameters<T> =>
        T.Fma(row[1] - row[0], 1 / (1 + T.Exp((row[2] - row[4]) / row[3])), row[0]);
}
