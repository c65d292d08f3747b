namespace SurrogateEngine.Kernels;

/// <summary>Drug diffusing out of a sphere whose polymer degrades autocatalytically, with burst and a finite bath.</summary>
public sealed class PlgaSphereLaw : ReleaseLaw
{
    const string Ranges = "benchmark problem P2";

    /// <inheritdoc/>
    public override string Name => "plga-sphere";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "diffusion out of an autocatalytically degrading polymer sphere, with burst and a finite bath";

    /// <inheritdoc/>
    public override string Source => "Ford Versypt, Pack & Braatz, J. Control. Release 165 (2013) 29; benchmark problem P2";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "particle radius", Ranges),
        new("tau", "d", 0.1, 100, Scale.Log, "diffusion time R^2/D0 of the intact polymer", Ranges),
        new("alpha", "", 0.5, 5, Scale.Log, "growth of the diffusivity with degradation, D = D0 exp(alpha (1 - m))", Ranges) { DomainLow = 0 },
        new("k", "1/d", 0.005, 0.2, Scale.Log, "hydrolysis rate of the polymer", Ranges) { DomainLow = 0 },
        new("beta", "", 1, 20, Scale.Log, "autocatalysis by acid end groups", Ranges) { DomainLow = 0 },
        new("phi", "", 0.02, 0.4, Scale.Log, "fraction of the dose in the burst pool", Ranges) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate of a particle of 100 nm radius", Ranges) { DomainLow = 0 },
        new("kappa", "", 2, 100, Scale.Log, "bath volume over particle volume, divided by the partition coefficient", Ranges),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("Q", "", "fraction of the dose released")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";
}
