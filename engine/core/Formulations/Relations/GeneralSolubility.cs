namespace SurrogateEngine.Formulations;

/// <summary>Solubility of a solid drug in water.</summary>
sealed class GeneralSolubility : Relation
{
    /// <inheritdoc/>
    public override string Name => "solubility by melting point and logP";

    /// <inheritdoc/>
    public override string Equation => "lg(S / (mol/L)) = 0.5 - 0.01 (Tm - 25) - logP";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("melting point", "degC", 25, 350),
        new("logarithm of the octanol/water partition", "", -2, 7),
    ];

    /// <inheritdoc/>
    public override string Unit => "mol/L";

    /// <inheritdoc/>
    public override double SpreadFactor => 4;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source => "the general solubility equation, Jain & Yalkowsky, J. Pharm. Sci. 90 (2001) 234; neutral solids";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => Math.Pow(10, 0.5 - 0.01 * (x[0] - 25) - x[1]);
}
