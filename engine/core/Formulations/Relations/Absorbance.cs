namespace SurrogateEngine.Formulations;

/// <summary>Light that a suspension absorbs.</summary>
sealed class Absorbance : Relation
{
    /// <inheritdoc/>
    public override string Name => "absorbance by concentration";

    /// <inheritdoc/>
    public override string Equation => "A = eps c l";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("extinction of the particles", "L/g*cm", 1, 500),
        new("gold in the medium", "g/L", 0.0001, 10),
        new("path of the light", "cm", 0.1, 5),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "Beer and Lambert";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1] * x[2];
}
