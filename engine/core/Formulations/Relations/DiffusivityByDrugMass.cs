namespace SurrogateEngine.Formulations;

/// <summary>Diffusivity of a drug in PLGA by its molar mass.</summary>
sealed class DiffusivityByDrugMass : Relation
{
    /// <inheritdoc/>
    public override string Name => "diffusivity by drug size";

    /// <inheritdoc/>
    public override string Equation => "D = D(300 Da) (M / 300 Da)^-1.1";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("diffusivity of a drug of 300 Da", "m2/s", 1e-24, 1e-09),
        new("molar mass of the drug", "Da", 130, 70000),
    ];

    /// <inheritdoc/>
    public override string Unit => "m2/s";

    /// <inheritdoc/>
    public override double SpreadFactor => 3;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "slope of apparent diffusivities of 95 published PLGA profiles (standard error 0.2), data of Bannigan et al., "
        + "Nat. Commun. 14 (2023) 35; it lumps diffusion with erosion";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * Math.Pow(x[1] / 300, -1.1);
}
