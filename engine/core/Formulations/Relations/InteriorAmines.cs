namespace SurrogateEngine.Formulations;

/// <summary>Sites inside a dendrimer.</summary>
sealed class InteriorAmines : Relation
{
    /// <inheritdoc/>
    public override string Name => "amines inside a dendrimer";

    /// <inheritdoc/>
    public override string Equation => "N = 2^(G + 2) - 2";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("generation", "", 1, 10),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "structure of poly(amidoamine) of an ethylenediamine core";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Pow(2, x[0] + 2) - 2;
}
