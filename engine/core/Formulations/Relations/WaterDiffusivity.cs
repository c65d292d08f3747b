namespace SurrogateEngine.Formulations;

/// <summary>Diffusivity of a drug in water at 37 degC.</summary>
sealed class WaterDiffusivity : Relation
{
    /// <inheritdoc/>
    public override string Name => "diffusivity in water by molar mass";

    /// <inheritdoc/>
    public override string Equation => "D = 13.26e-5 cm2/s / (mu^1.14 V^0.589), mu = 0.69, V = 0.95 M";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("molar mass of the drug", "Da", 60, 600),
    ];

    /// <inheritdoc/>
    public override string Unit => "um2/h";

    /// <inheritdoc/>
    public override double SpreadFactor => 1.1;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "Hayduk & Laudie, AIChE J. 20 (1974) 611, of small nonelectrolytes, with the molar volume taken from the molar "
        + "mass";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 3.6e11 * 13.26e-5 / (Math.Pow(0.69, 1.14) * Math.Pow(0.95 * x[0], 0.589));
}
