namespace SurrogateEngine.Formulations;

/// <summary>Partition of a drug between PLGA and water.</summary>
sealed class PolymerPartition : Relation
{
    /// <inheritdoc/>
    public override string Name => "polymer/water partition by logP";

    /// <inheritdoc/>
    public override string Equation => "lg K = 0.6 logP - 0.5";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("logarithm of the octanol/water partition", "", -1, 6),
    ];

    /// <inheritdoc/>
    public override double SpreadFactor => 10;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Prior;

    /// <inheritdoc/>
    public override string Source =>
        "no accepted relation for PLGA: a line through K = 20 of a dye of logP 3 (Kang & Schwendeman, Macromolecules 36 "
        + "(2003) 1324) with a slope usual for polymers";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Pow(10, 0.6 * x[0] - 0.5);
}
