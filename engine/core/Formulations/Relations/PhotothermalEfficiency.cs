namespace SurrogateEngine.Formulations;

/// <summary>Light that gold spheres turn into heat.</summary>
sealed class PhotothermalEfficiency : Relation
{
    /// <inheritdoc/>
    public override string Name => "photothermal efficiency by diameter";

    /// <inheritdoc/>
    public override string Equation => "eta = 0.82 - 0.0034 d / nm";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("diameter of the gold core", "nm", 5, 50),
    ];

    /// <inheritdoc/>
    public override double SpreadFactor => 1.1;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "line through 0.803 at 5 nm and 0.650 at 50 nm, 532 nm: Jiang, Smith & Pinchuk, J. Phys. Chem. C 117 (2013) 27073";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Max(0.05, 0.82 - 0.0034 * x[0]);
}
