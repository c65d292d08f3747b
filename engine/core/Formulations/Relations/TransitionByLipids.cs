namespace SurrogateEngine.Formulations;

/// <summary>Transition of a membrane of DPPC and DSPC.</summary>
sealed class TransitionByLipids : Relation
{
    /// <inheritdoc/>
    public override string Name => "transition temperature by lipids";

    /// <inheritdoc/>
    public override string Equation => "Tm = 41.2 (1 - x) + 55 x";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("mole fraction of DSPC beside DPPC", "mol/mol", 0, 1),
    ];

    /// <inheritdoc/>
    public override string Unit => "degC";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source => "mole-weighted mean of the lipids' own transitions, 41.2 and 55 degC";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 41.2 * (1 - x[0]) + 55 * x[0];
}
