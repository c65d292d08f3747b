namespace SurrogateEngine.Formulations;

/// <summary>Radius of a liposome's water.</summary>
sealed class InnerRadius : Relation
{
    /// <inheritdoc/>
    public override string Name => "inner radius of a liposome";

    /// <inheritdoc/>
    public override string Equation => "r = d / 2 - 4.5 nm";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("liposome diameter", "nm", 30, 1000),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source => "a bilayer is 4 to 5 nm thick: 4.2 nm in the gel and 4.7 nm in the fluid phase of DPPC";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] / 2 - 4.5;
}
