namespace SurrogateEngine.Formulations;

/// <summary>Acceleration of hydrolysis by acid that cannot leave.</summary>
sealed class AutocatalysisBySize : Relation
{
    /// <summary>The critical radius in nm.</summary>
    static double Critical(double k) => 1e9 * Math.PI * Math.Sqrt(1e-15 * 86400 / k);

    /// <inheritdoc/>
    public override string Name => "autocatalysis by size";

    /// <inheritdoc/>
    public override string Equation => "beta = strength R^2 / (R^2 + R_crit^2), R_crit = pi sqrt(D_acid / k), D_acid = 1e-15 m2/s";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("strength where no acid leaves", "", 0, 20),
        new("particle radius", "nm", 0.5, 500000.0),
        new("hydrolysis rate", "1/d", 0.0001, 1),
    ];

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Option;

    /// <inheritdoc/>
    public override string Source =>
        "radius above which a sphere that makes acid in proportion to it cannot get rid of it, from the linear model; "
        + "acid diffuses with 1e-16 to 1e-14 m2/s";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => x[0] * x[1] * x[1] / (x[1] * x[1] + Critical(x[2]) * Critical(x[2]));
}
