namespace SurrogateEngine.Formulations;

/// <summary>What a membrane holds beside the water it encloses.</summary>
sealed class LipidCapacity : Relation
{
    /// <inheritdoc/>
    public override string Name => "capacity of the membrane";

    /// <inheritdoc/>
    public override string Equation => "Kphi = K V_lipid / V_inner";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("membrane/water partition", "", 0, 1000000000.0),
        new("lipid over enclosed water", "", 0, 100),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "definition of the partition";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1];
}
