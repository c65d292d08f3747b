namespace SurrogateEngine.Formulations;

/// <summary>Rate of an acid-labile linker without acid.</summary>
sealed class LinkerNeutralRate : Relation
{
    /// <inheritdoc/>
    public override string Name => "rate of a linker without acid";

    /// <inheritdoc/>
    public override string Equation => "k0 = ln 2 / t5 - kH 10^-5";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("half-life at pH 5", "h", 0.5, 200),
        new("acid-catalyzed rate", "L/mol*h", 0, 1000000000.0),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/h";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "specific acid catalysis k = k0 + kH 10^-pH";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Max(0, Math.Log(2) / x[0] - x[1] * 1e-5);
}
