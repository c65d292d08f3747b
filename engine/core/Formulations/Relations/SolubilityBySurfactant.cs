namespace SurrogateEngine.Formulations;

/// <summary>How much more of a drug a medium with surfactant dissolves.</summary>
sealed class SolubilityBySurfactant : Relation
{
    /// <inheritdoc/>
    public override string Name => "solubility by surfactant";

    /// <inheritdoc/>
    public override string Equation => "S / S0 = 1 + slope (C - CMC) above the CMC";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("surfactant in the medium", "g/L", 0, 50),
        new("critical micelle concentration", "g/L", 0, 10),
        new("slope, of one drug and one surfactant", "L/g", 0, 1000),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "linear above the critical micelle concentration: erythromycin in nine surfactants, J. Chem. Eng. Data 53 (2008) 1271; "
        + "no law gives the slope, which is measured";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        1 + x[2] * Math.Max(0, x[0] - x[1]);
}
