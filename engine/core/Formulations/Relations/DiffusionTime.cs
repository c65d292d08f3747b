namespace SurrogateEngine.Formulations;

/// <summary>Time that a drug needs to diffuse over a radius.</summary>
sealed class DiffusionTime : Relation
{
    const double SecondsPerDay = 86400;

    /// <inheritdoc/>
    public override string Name => "diffusion time";

    /// <inheritdoc/>
    public override string Equation => "tau = R^2 / D";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("particle radius", "nm", 0.5, 500000.0),
        new("diffusivity of the drug in the particle", "m2/s", 1e-24, 1e-09),
    ];

    /// <inheritdoc/>
    public override string Unit => "d";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Exact;

    /// <inheritdoc/>
    public override string Source => "scaling of Fick's second law";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[0] * 1e-18 / x[1] / SecondsPerDay;
}
