namespace SurrogateEngine.Formulations;

/// <summary>Solubility of a drug over the density of its solid.</summary>
sealed class SolubilityOverDensity : Relation
{
    /// <inheritdoc/>
    public override string Name => "solubility over density";

    /// <inheritdoc/>
    public override string Equation => "s = S M / rho, rho = 1.3 kg/L";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("solubility", "mol/L", 0, 10),
        new("molar mass of the drug", "Da", 60, 2000),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "definition; organic solids have 1.2 to 1.4 kg/L";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1] / 1300;
}
