namespace SurrogateEngine.Formulations;

/// <summary>Fraction of the dose released at once.</summary>
sealed class BurstFraction : Relation
{
    /// <inheritdoc/>
    public override string Name => "burst fraction";

    /// <inheritdoc/>
    public override string Equation => "logit(phi) = -1.7 - 0.65 ln(M / 300 Da) + 0.06 ln(loading / 0.1) + 1.3 score";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("molar mass of the drug", "Da", 130, 70000),
        new("drug loading, mass per mass", "", 0.005, 0.4),
        new("standard score of the burst", "", -3, 3),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Prior;

    /// <inheritdoc/>
    public override string Source =>
        "no accepted relation: center, scatter and slopes of the first day of 105 PLGA profiles, data of Bannigan et al., "
        + "Nat. Commun. 14 (2023) 35; the slope by loading is not different from 0 (standard error 0.17)";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        1 / (1 + Math.Exp(1.7 + 0.65 * Math.Log(x[0] / 300) - 0.06 * Math.Log(x[1] / 0.1) - 1.3 * x[2]));
}
