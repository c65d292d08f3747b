using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Micelles or dendrimers that carry the drug on an acid-labile linker.</summary>
public sealed class AcidLabileMicelle() : Carrier(Catalog.Models.Get("acid-linker"), Designs, Chain)
{
    static readonly Parameter[] Designs =
    [
        new("half_life", "h", 1, 40, Scale.Log, "half-life of the linker at pH 5", "hydrazones 2 to 6 h, acetals of dextran 10 h, ketals 35 h"),
        new("selectivity", "", 5, 250, Scale.Log, "rate at pH 5 over that at pH 7.4; 251 where water does nothing",
            "acetals of dextran 36, first order in protons 251") { DomainLow = 1, DomainHigh = 251 },
    ];

    static readonly Link[] Chain =
    [
        new("kH", new LinkerAcidRate(), "half_life", "selectivity"),
        new("k0", new LinkerNeutralRate(), "half_life", "kH"),
    ];

    /// <inheritdoc/>
    public override string Name => "acid-labile-micelle";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "micelle or dendrimer with a drug on an acid-labile linker, under a schedule of pH";

    /// <inheritdoc/>
    public override string Source => "specific acid catalysis through two half-lives; equations of acid-linker";
}
