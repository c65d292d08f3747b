namespace SurrogateEngine.Formulations;

/// <summary>Rate of binding.</summary>
sealed class BindingRate : Relation
{
    /// <inheritdoc/>
    public override string Name => "rate of binding";

    /// <inheritdoc/>
    public override string Equation => "kon = K koff";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("bound over free drug", "", 0, 100000.0),
        new("rate at which bound drug comes free", "1/h", 0.0001, 1000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/h";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "detailed balance";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1];
}
