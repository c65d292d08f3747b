namespace SurrogateEngine.Formulations;

/// <summary>Rate of an acid-labile linker for each mole of protons in a liter.</summary>
sealed class LinkerAcidRate : Relation
{
    /// <inheritdoc/>
    public override string Name => "acid-catalyzed rate of a linker";

    /// <inheritdoc/>
    public override string Equation => "kH = (1 - 1/selectivity) ln 2 / t5 / (10^-5 - 10^-7.4)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("half-life at pH 5", "h", 0.5, 200),
        new("rate at pH 5 over that at pH 7.4", "", 1, 251),
    ];

    /// <inheritdoc/>
    public override string Unit => "L/mol*h";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source =>
        "specific acid catalysis k = k0 + kH 10^-pH through two half-lives; half-lives within a class of linkers scatter "
        + "by a factor of 10";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => (1 - 1 / x[1]) * Math.Log(2) / x[0] / (1e-5 - Math.Pow(10, -7.4));
}
