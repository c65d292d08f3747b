namespace SurrogateEngine.Formulations;

/// <summary>Radius of a drug in water.</summary>
sealed class StokesRadius : Relation
{
    /// <inheritdoc/>
    public override string Name => "radius of a drug by its diffusivity";

    /// <inheritdoc/>
    public override string Equation => "rs = k T / (6 pi mu D)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("diffusivity in water at 37 degC", "um2/h", 10000.0, 10000000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm";

    /// <inheritdoc/>
    public override double SpreadFactor => 1.1;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "Stokes and Einstein, water at 37 degC, 0.692 mPa s";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 1e9 * 1.380649e-23 * 310.15 / (6 * Math.PI * 0.692e-3 * x[0] / 3.6e15);
}
