namespace SurrogateEngine.Formulations;

/// <summary>Hydrolysis catalyzed by the acid of the medium.</summary>
sealed class HydrolysisByPh : Relation
{
    /// <inheritdoc/>
    public override string Name => "hydrolysis rate by pH";

    /// <inheritdoc/>
    public override string Equation => "k(pH) = k(7.4) (1 + 215 10^-pH) / (1 + 215 10^-7.4)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("hydrolysis rate at pH 7.4", "1/d", 0, 10),
        new("pH of the medium", "", 1, 7.4),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/d";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "water and acid terms of lactic oligomers at 37 degC, Lazzari et al., Polym. Degrad. Stab. 110 (2014) 80; of "
        + "dissolved chains, so an upper bound for a solid: films of polylactide degrade alike at pH 2 and 7.4";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * (1 + 215 * Math.Pow(10, -x[1])) / (1 + 215 * Math.Pow(10, -7.4));
}
