namespace SurrogateEngine.Formulations;

/// <summary>Partition between polymer and a medium that dissolves more than water.</summary>
sealed class PartitionToMedium : Relation
{
    /// <inheritdoc/>
    public override string Name => "partition to a medium with surfactant";

    /// <inheritdoc/>
    public override string Equation => "K = K_water / (S / S0)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("partition between polymer and water", "", 0, 1000000000.0),
        new("solubility in the medium over that in water", "", 1, 1000000.0),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "equal activity of the drug in the polymer, in water and in the medium";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        x[0] / x[1];
}
