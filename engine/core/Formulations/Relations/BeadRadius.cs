namespace SurrogateEngine.Formulations;

/// <summary>Radius of a bead that is seen with the eye.</summary>
sealed class BeadRadius : Relation
{
    /// <inheritdoc/>
    public override string Name => "radius of a bead";

    /// <inheritdoc/>
    public override string Equation => "R = d / 2";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("bead diameter", "um", 1, 10000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "um";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "geometry";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] / 2;
}
