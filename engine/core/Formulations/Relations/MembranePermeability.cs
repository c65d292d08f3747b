namespace SurrogateEngine.Formulations;

/// <summary>Permeability of a membrane in its gel phase beside the fluid one.</summary>
sealed class MembranePermeability : Relation
{
    /// <inheritdoc/>
    public override string Name => "permeability by phase";

    /// <inheritdoc/>
    public override string Equation => "P = P_fluid (1/30 + (1 - 1/30) / (1 + exp((Tm - T) / 1 K)))";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("permeability of the fluid membrane", "nm/h", 0, 1000000000.0),
        new("transition temperature of the lipids", "degC", -25, 60),
        new("temperature of the medium", "degC", 0, 60),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm/h";

    /// <inheritdoc/>
    public override double SpreadFactor => 3;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source => "a gel membrane passes a tenth to a hundredth of what a fluid one does; no quantitative relation is accepted";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * (1 / 30.0 + 29 / 30.0 / (1 + Math.Exp(x[1] - x[2])));
}
