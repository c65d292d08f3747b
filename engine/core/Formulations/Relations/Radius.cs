namespace SurrogateEngine.Formulations;

/// <summary>A particle's radius.</summary>
sealed class Radius : Relation
{
    /// <inheritdoc/>
    public override string Name => "radius";

    /// <inheritdoc/>
    public override string Equation => "R = d / 2";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("particle diameter", "nm", 1, 1000000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "geometry";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] / 2;
}
