namespace SurrogateEngine.Formulations;

/// <summary>Partition of a partly ionized drug at a charged surface.</summary>
sealed class ChargedPartition : Relation
{
    /// <inheritdoc/>
    public override string Name => "partition at a charged surface";

    /// <inheritdoc/>
    public override string Equation => "K = K0 (f + (1 - f) exp(-F zeta / (R T)))";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("partition of the neutral drug", "", 0, 1000000000.0),
        new("neutral fraction", "", 0, 1),
        new("zeta potential", "mV", -80, 80),
        new("temperature of the medium", "degC", 0, 60),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "Boltzmann factor of a cation, with zeta in place of the surface potential, which it underestimates; no law from "
        + "zeta to release is accepted";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * (x[1] + (1 - x[1])
        * Math.Exp(-96485.33212 * 1e-3 * x[2] / (Arrhenius.GasConstant * (x[3] + 273.15))));
}
