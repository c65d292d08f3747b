namespace SurrogateEngine.Formulations;

/// <summary>Share of a base that is not ionized.</summary>
sealed class NeutralFraction : Relation
{
    /// <inheritdoc/>
    public override string Name => "neutral fraction of a base";

    /// <inheritdoc/>
    public override string Equation => "f = 1 / (1 + 10^(pKa - pH))";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("pKa of the conjugate acid", "", -5, 15),
        new("pH of the medium", "", 0, 14),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "Henderson-Hasselbalch";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 1 / (1 + Math.Pow(10, x[0] - x[1]));
}
