namespace SurrogateEngine.Formulations;

/// <summary>Fastest release of a thermosensitive liposome by its lysolipid.</summary>
sealed class ReleaseByLysolipid : Relation
{
    /// <inheritdoc/>
    public override string Name => "largest release rate by lysolipid";

    /// <inheritdoc/>
    public override string Equation => "lg(k_max / (1/s)) = lg 0.0067 + 0.70 (MSPC - 8.5)";

    /// <inheritdoc/>
    public override IReadOnlyList<RelationInput> Inputs { get; } =
    [
        new("lysolipid MSPC", "mol%", 5, 10),
    ];

    /// <inheritdoc/>
    public override string Unit => "1/h";

    /// <inheritdoc/>
    public override double SpreadFactor => 5;

    /// <inheritdoc/>
    public override Verdict Verdict => Verdict.Usable;

    /// <inheritdoc/>
    public override string Source =>
        "80 % in 4 min at 8.5 mol% and 60 % in 20 s at 9.7 mol%, Needham et al., Faraday Discuss. 161 (2013) 515; "
        + "straight in the logarithm between";

    /// <inheritdoc/>
    public override double Of(ReadOnlySpan<double> x) => 3600 * 0.0067 * Math.Pow(10, 0.70 * (x[0] - 8.5));
}
