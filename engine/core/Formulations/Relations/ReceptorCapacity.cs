namespace SurrogateEngine.Formulations;

/// <summary>What the receptor holds beside what the particles hold.</summary>
sealed class ReceptorCapacity : Relation
{
    /// <inheritdoc/>
    public override string Name => "receptor capacity";

    /// <inheritdoc/>
    public override string Equation => "kappa = V_medium / (V_particles K)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("volume of the medium over that of the particles", "", 1, 1000000000.0),
        new("partition between particle and medium", "", 1e-9, 1e9),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "definition of the partition";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] / x[1];
}
