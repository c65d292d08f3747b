using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Nanoparticles of an ionizable lipid that let their nucleic acid out where they are protonated.</summary>
public sealed class LipidNanoparticle() : Carrier(Catalog.Models.Get("ph-carrier"), Designs, Chain)
{
    const string Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("pKa", "", 5.8, 7.2, Scale.Linear, "apparent pKa of the particle; not the mole mean of its lipids",
            "potency is best at 6.2 to 6.5: Jayaraman et al., Angew. Chem. 51 (2012) 8529"),
        new("n", "", 0.5, 2, Scale.Log, "protons that are taken up together; 1 for independent lipids", Own),
        new("opening", "h", 0.1, 20, Scale.Log, "half-life of what the protonated particle holds", Own),
        new("holding", "h", 50, 5000, Scale.Log, "half-life of what the particle without protons holds", Own),
    ];

    static readonly Link[] Chain =
    [
        new("kl", new RateOfHalfLife(), "holding"),
        new("kh", new RateOfHalfLife(), "opening"),
    ];

    /// <inheritdoc/>
    public override string Name => "lipid-nanoparticle";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "lipid nanoparticle of an ionizable lipid: release by its protonation, under a schedule of pH";

    /// <inheritdoc/>
    public override string Source => "Henderson-Hasselbalch through the apparent pKa; no accepted rate of release of RNA; equations of ph-carrier";
}
