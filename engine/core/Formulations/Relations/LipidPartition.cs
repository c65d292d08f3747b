namespace SurrogateEngine.Formulations;

/// <summary>Partition between a solid lipid and water.</summary>
sealed class LipidPartition : Relation
{
    /// <inheritdoc/>
    public override string Name => "lipid/water partition by logP";

    /// <inheritdoc/>
    public override string Equation => "lg K = logP";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("logarithm of the octanol/water partition", "", -1, 8),
    ];

    /// <inheritdoc/>
    public override double SpreadFactor => 5;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Prior;

    /// <inheritdoc/>
    public override string Source =>
        "no accepted relation for solid lipids: octanol in place of them";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Pow(10, x[0]);
}
