namespace SurrogateEngine.Formulations;

/// <summary>The rate constant of the burst as the model counts it.</summary>
sealed class BurstRateConstant : Relation
{
    /// <inheritdoc/>
    public override string Name => "burst rate constant";

    /// <inheritdoc/>
    public override string Equation => "kb = k_burst R / 100 nm";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("rate of the burst", "1/d", 1, 24),
        new("particle radius", "nm", 0.5, 500000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/d";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "definition of kb in plga-sphere";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1] / 100;
}
