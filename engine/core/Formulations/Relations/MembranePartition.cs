namespace SurrogateEngine.Formulations;

/// <summary>Partition of a drug between a membrane and water.</summary>
sealed class MembranePartition : Relation
{
    /// <inheritdoc/>
    public override string Name => "membrane/water partition by logP";

    /// <inheritdoc/>
    public override string Equation => "lg K = 1.294 + 0.304 logP";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("logarithm of the octanol/water partition", "", -2, 7),
    ];

    /// <inheritdoc/>
    public override double SpreadFactor => 6;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "Yun & Edginton, Xenobiotica 43 (2013) 839: best of five for drugs; Endo et al. (2011), lg K = 1.01 logP + 0.12, "
        + "is steeper and for neutral chemicals";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Pow(10, 1.294 + 0.304 * x[0]);
}
