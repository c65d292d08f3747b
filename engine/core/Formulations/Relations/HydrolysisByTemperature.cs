namespace SurrogateEngine.Formulations;

/// <summary>Hydrolysis at another temperature.</summary>
sealed class HydrolysisByTemperature : Relation
{
    /// <inheritdoc/>
    public override string Name => "hydrolysis rate by temperature";

    /// <inheritdoc/>
    public override string Equation => "k(T) = k(37 degC) exp(-Ea/R (1/T - 1/310.15 K)), Ea = 69.6 kJ/mol";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("hydrolysis rate at 37 degC", "1/d", 0, 10),
        new("temperature of the medium", "degC", 30, 60),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/d";

    /// <inheritdoc/>
    public override double SpreadFactor => 1.2;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "activation energy of solid polylactide; 58 to 100 kJ/mol are reported, and none holds across the glass "
        + "transition of the wet polymer, about 30 degC";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * Arrhenius.Factor(69.6e3, x[1], 37);
}
