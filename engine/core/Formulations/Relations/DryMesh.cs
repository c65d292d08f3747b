namespace SurrogateEngine.Formulations;

/// <summary>Mesh of a dry gel.</summary>
sealed class DryMesh : Relation
{
    /// <inheritdoc/>
    public override string Name => "mesh of the dry gel";

    /// <inheritdoc/>
    public override string Equation => "xi1 = l sqrt(2 Cn (1 kg/mol) / m),  l = 0.154 nm";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("characteristic ratio of the chain", "", 2, 20),
        new("molar mass of a monomer", "Da", 20, 400),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm";

    /// <inheritdoc/>
    public override double SpreadFactor => 1.3;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "Canal & Peppas, J. Biomed. Mater. Res. 23 (1989) 1183: random coils between crosslinks, two bonds a monomer";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 0.154 * Math.Sqrt(2 * x[0] * 1000 / x[1]);
}
