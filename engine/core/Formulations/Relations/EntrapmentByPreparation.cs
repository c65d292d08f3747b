namespace SurrogateEngine.Formulations;

/// <summary>Share of the drug that particles take up while they are made.</summary>
sealed class EntrapmentByPreparation : Relation
{
    /// <inheritdoc/>
    public override string Name => "entrapment by preparation";

    /// <inheritdoc/>
    public override string Equation => "logit(EE) = 0.97 + 0.29 (logP - 3) + 0.27 ln(surfactant / 1 %) + 0.24 ln(M / 20 kDa) - 0.15 ln(water:organic / 3) + 1.14 score";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("hydrophobicity of the drug, logP", "", -1, 9),
        new("surfactant in the water, mass by volume", "%", 0.05, 2.5),
        new("molar mass of the polymer", "kDa", 1.2, 240),
        new("volume of water over that of the solvent", "", 1, 40),
        new("standard score of the entrapment", "", -3, 3),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Prior;

    /// <inheritdoc/>
    public override string Source =>
        "no accepted relation: least squares over 380 nanoprecipitated PLGA formulations of Goren et al., Sci. Data 12 (2025) 1182, "
        + "residual scatter 1.14; within other papers than those it was made from it predicts no better than the mean";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        1 / (1 + Math.Exp(-(0.97 + 0.29 * (x[0] - 3) + 0.27 * Math.Log(x[1]) + 0.24 * Math.Log(x[2] / 20) - 0.15 * Math.Log(x[3] / 3)
            + 1.14 * x[4])));
}
