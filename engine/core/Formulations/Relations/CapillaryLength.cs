namespace SurrogateEngine.Formulations;

/// <summary>Length below which small crystals dissolve better.</summary>
sealed class CapillaryLength : Relation
{
    /// <inheritdoc/>
    public override string Name => "capillary length";

    /// <inheritdoc/>
    public override string Equation => "lc = 2 gamma M / (rho R T), rho = 1.3 kg/L, T = 310 K";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("interfacial tension", "mJ/m2", 5, 60),
        new("molar mass of the drug", "Da", 60, 2000),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm";

    /// <inheritdoc/>
    public override double SpreadFactor => 1.5;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source => "Ostwald-Freundlich; the tension is the drug's own and mostly fitted";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 1e9 * 2 * 1e-3 * x[0] * (x[1] * 1e-3 / 1300) / (Arrhenius.GasConstant * 310.15);
}
