namespace SurrogateEngine.Formulations;

/// <summary>Molar mass of a chain between two crosslinks.</summary>
sealed class ChainsBetweenCrosslinks : Relation
{
    /// <inheritdoc/>
    public override string Name => "chain between crosslinks";

    /// <inheritdoc/>
    public override string Equation => "Mc = m / (2 X)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("crosslinker over monomers, mol/mol", "", 0.001, 0.2),
        new("molar mass of a monomer", "Da", 20, 400),
    ];

    /// <inheritdoc/>
    public override string Unit => "kDa";

    /// <inheritdoc/>
    public override double SpreadFactor => 2;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "bookkeeping of a network without loops and dangling ends, crosslinkers of four arms; real gels have fewer crosslinks that carry";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 1e-3 * x[1] / (2 * x[0]);
}
