namespace SurrogateEngine.Formulations;

/// <summary>Size of nanoprecipitated particles.</summary>
sealed class DiameterByPreparation : Relation
{
    /// <inheritdoc/>
    public override string Name => "diameter by preparation";

    /// <inheritdoc/>
    public override string Equation => "d = 171 nm (drug:polymer / 0.106)^-0.08 exp(0.43 score)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("mass of drug over mass of polymer", "", 0.002, 1),
        new("standard score of the size", "", -3, 3),
    ];

    /// <inheritdoc/>
    public override string Unit => "nm";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Prior;

    /// <inheritdoc/>
    public override string Source =>
        "no accepted relation: center and scatter of 433 PLGA formulations of Goren et al., Sci. Data 12 (2025) 1182; "
        + "the exponent is that within one paper (standard error 0.03)";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        171 * Math.Pow(x[0] / 0.106, -0.08) * Math.Exp(0.43 * x[1]);
}
