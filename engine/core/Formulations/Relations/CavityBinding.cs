namespace SurrogateEngine.Formulations;

/// <summary>Bound over free drug in a dendrimer.</summary>
sealed class CavityBinding : Relation
{
    /// <inheritdoc/>
    public override string Name => "binding inside a dendrimer";

    /// <inheritdoc/>
    public override string Equation => "K = K1 N f";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("bound over free drug for each site", "", 0.0001, 10),
        new("sites", "", 1, 5000),
        new("share of the sites without a proton", "", 0, 1),
    ];

    /// <inheritdoc/>
    public override double SpreadFactor => 10;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "sites that bind alike and let go where they take up protons; no relation from drug to affinity is accepted";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1] * x[2];
}
