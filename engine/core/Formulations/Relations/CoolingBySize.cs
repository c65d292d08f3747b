namespace SurrogateEngine.Formulations;

/// <summary>Rate at which a heated volume cools.</summary>
sealed class CoolingBySize : Relation
{
    /// <inheritdoc/>
    public override string Name => "cooling by size";

    /// <inheritdoc/>
    public override string Equation => "B = 6 h / (rho cp d)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("heat transfer to the surroundings", "W/m2*K", 1, 1000),
        new("diameter of the heated volume", "mm", 1, 100),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/h";

    /// <inheritdoc/>
    public override double SpreadFactor => 1.5;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "lumped heat capacity of a sphere of water";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 3600 * 6 * x[0] / (4.12e6 * 1e-3 * x[1]);
}
