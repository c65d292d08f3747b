namespace SurrogateEngine.Formulations;

/// <summary>The middle of the release's rise, below the membrane's transition.</summary>
sealed class OnsetInMedium : Relation
{
    /// <inheritdoc/>
    public override string Name => "middle of release by medium";

    /// <inheritdoc/>
    public override string Equation => "Tm' = Tm - 0.5 (1 + serum)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("transition temperature", "degC", 25, 60),
        new("share of serum in the medium, 0 buffer, 1 serum", "", 0, 1),
    ];

    /// <inheritdoc/>
    public override string Unit => "degC";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "three temperatures each in buffer and serum of one formulation, data of Yanes et al., Digital Discovery (2025) "
        + "D5DD00112A";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] - 0.5 * (1 + x[1]);
}
