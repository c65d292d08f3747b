namespace SurrogateEngine.Formulations;

/// <summary>Dose over what the medium dissolves of it.</summary>
sealed class DoseOverCapacity : Relation
{
    /// <inheritdoc/>
    public override string Name => "dose over capacity";

    /// <inheritdoc/>
    public override string Equation => "q = 1 / excess";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("solubility times volume of the medium over the dose", "", 1, 1000000000.0),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "definition";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 1 / x[0];
}
