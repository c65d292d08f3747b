namespace SurrogateEngine.Formulations;

/// <summary>What a particle of the drug and the polymer that it was made of consists of.</summary>
sealed class LoadingByEntrapment : Relation
{
    /// <inheritdoc/>
    public override string Name => "loading by entrapment";

    /// <inheritdoc/>
    public override string Equation => "loading = EE q / (1 + EE q), q = drug:polymer";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("entrapped share of the drug", "", 0, 1),
        new("mass of drug over mass of polymer", "", 0, 1),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "balance of mass; all of the polymer is in the particles";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        x[0] * x[1] / (1 + x[0] * x[1]);
}
