namespace SurrogateEngine.Formulations;

/// <summary>Rate of a first-order process.</summary>
sealed class RateOfHalfLife : Relation
{
    /// <inheritdoc/>
    public override string Name => "rate by half-life";

    /// <inheritdoc/>
    public override string Equation => "k = ln 2 / t";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("half-life", "h", 0.01, 100000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/h";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "definition of the half-life";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Log(2) / x[0];
}
