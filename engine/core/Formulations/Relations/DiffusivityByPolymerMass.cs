namespace SurrogateEngine.Formulations;

/// <summary>Diffusivity of a drug in PLGA by the polymer's molar mass.</summary>
sealed class DiffusivityByPolymerMass : Relation
{
    /// <inheritdoc/>
    public override string Name => "diffusivity by polymer molar mass";

    /// <inheritdoc/>
    public override string Equation => "D = D(40 kDa) (1 + 4.29 kDa/M) / (1 + 4.29/40)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("diffusivity in a polymer of 40 kDa", "m2/s", 1e-24, 1e-09),
        new("molar mass of the polymer", "kDa", 2, 120),
    ];

    /// <inheritdoc/>
    public override string Unit => "m2/s";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "D0 + phi/M with D0 = 4.9e-16 m2/s and phi = 2.1e-15 m2 kDa/s, the form of Faisant, Siepmann et al. for "
        + "5-fluorouracil; coefficients are a drug's own";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * (1 + 4.29 / x[1]) / (1 + 4.29 / 40);
}
