namespace SurrogateEngine.Formulations;

/// <summary>Diffusivity of a drug in wet PLGA by temperature.</summary>
sealed class DiffusivityByTemperature : Relation
{
    /// <inheritdoc/>
    public override string Name => "diffusivity by temperature";

    /// <inheritdoc/>
    public override string Equation => "D(T) = D(37 degC) exp(-Ea/R (1/T - 1/310.15 K)), Ea = 255 kJ/mol";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("diffusivity at 37 degC", "m2/s", 1e-24, 1e-09),
        new("temperature of the medium", "degC", 22, 43),
    ];

    /// <inheritdoc/>
    public override string Unit => "m2/s";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "apparent activation energy of a dye between 22 and 43 degC, across the glass transition of the wet polymer: Kang "
        + "& Schwendeman, Macromolecules 36 (2003) 1324";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * Arrhenius.Factor(255e3, x[1], 37);
}
