namespace SurrogateEngine.Formulations;

/// <summary>Clearance of particles by how densely they carry PEG.</summary>
sealed class ClearanceByPeg : Relation
{
    /// <inheritdoc/>
    public override string Name => "clearance by PEG density";

    /// <inheritdoc/>
    public override string Equation => "kc = k_bare / (1 + (s / 0.2 nm^-2)^4)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("clearance of bare particles", "1/h", 0.01, 20),
        new("PEG chains on the surface", "1/nm2", 0, 1.2),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/h";

    /// <inheritdoc/>
    public override double SpreadFactor => 3;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "a threshold of PEG density is accepted (Bertrand et al., Nat. Commun. 8 (2017) 777), its place and steepness are "
        + "not";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] / (1 + Math.Pow(x[1] / 0.2, 4));
}
