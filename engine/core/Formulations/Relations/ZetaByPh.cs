namespace SurrogateEngine.Formulations;

/// <summary>Potential of a surface whose acid end groups give off their protons.</summary>
sealed class ZetaByPh : Relation
{
    const double Faraday = 96485.33212;

    /// <summary>R T / F in V.</summary>
    static double Thermal(double celsius) => Arrhenius.GasConstant * (celsius + 273.15) / Faraday;

    /// <summary>Of water, F/m.</summary>
    static double Permittivity(double celsius) =>
        8.8541878128e-12 * (87.740 + celsius * (-0.40008 + celsius * (9.398e-4 - 1.410e-6 * celsius)));

    /// <summary>In C/m2.</summary>
    static double Charge(double groups, double pH) => -1.602176634e-19 * 1e18 * groups / (1 + Math.Pow(10, 3.9 - pH));

    /// <inheritdoc/>
    public override string Name => "zeta potential by pH";

    /// <inheritdoc/>
    public override string Equation => "zeta = (2 R T / F) asinh(sigma / sqrt(8 eps R T I)), sigma = -e N / (1 + 10^(3.9 - pH))";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("acid end groups at the surface", "1/nm2", 0, 1),
        new("pH of the medium", "", 0, 14),
        new("temperature of the medium", "degC", 0, 60),
        new("ionic strength of the medium", "mM", 0.1, 1000),
    ];

    /// <inheritdoc/>
    public override string Unit => "mV";

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "Grahame, Chem. Rev. 41 (1947) 441, with the permittivity of water of Malmberg and Maryott, J. Res. NBS 56 (1956) 1; "
        + "potential of the surface in the place of zeta, which is smaller; pKa of lactic acid";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) =>
        2e3 * Thermal(x[2]) * Math.Asinh(Charge(x[0], x[1]) / Math.Sqrt(8 * Permittivity(x[2]) * Faraday * Thermal(x[2]) * x[3]));
}
