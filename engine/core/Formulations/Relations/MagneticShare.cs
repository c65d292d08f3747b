namespace SurrogateEngine.Formulations;

/// <summary>Volume of magnetic cores over all volume.</summary>
sealed class MagneticShare : Relation
{
    /// <inheritdoc/>
    public override string Name => "share of magnetic cores";

    /// <inheritdoc/>
    public override string Equation => "c = C / 5180 g/L";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("magnetite in the medium", "g/L", 0.01, 20),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "density of magnetite";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] / 5180;
}
