namespace SurrogateEngine.Formulations;

/// <summary>Hydrolysis of PLGA by its composition.</summary>
sealed class HydrolysisByLactide : Relation
{
    /// <inheritdoc/>
    public override string Name => "hydrolysis rate by lactide fraction";

    /// <inheritdoc/>
    public override string Equation => "k = 0.0067 1/d exp(4.7 (1 - lactide))";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("lactide fraction of the polymer", "mol/mol", 0.5, 1),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/d";

    /// <inheritdoc/>
    public override double SpreadFactor => 2;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "exponent from Zweers et al., J. Control. Release 100 (2004) 347: poly(DL-lactide) particles last two years, PLGA "
        + "ten weeks; prefactor the middle of 0.003 to 0.015 1/d reported for amorphous polylactide at 37 degC and pH 7.4";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 0.0067 * Math.Exp(4.7 * (1 - x[0]));
}
