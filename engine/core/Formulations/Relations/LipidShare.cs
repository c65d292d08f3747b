namespace SurrogateEngine.Formulations;

/// <summary>Lipid of a liposome over the water it encloses.</summary>
sealed class LipidShare : Relation
{
    /// <inheritdoc/>
    public override string Name => "lipid over enclosed water";

    /// <inheritdoc/>
    public override string Equation => "V_lipid / V_inner = ((r + 4.5 nm)^3 - r^3) / r^3";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("inner radius", "nm", 10, 500),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "geometry of one bilayer";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Pow(1 + 4.5 / x[0], 3) - 1;
}
