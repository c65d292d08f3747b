using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Nanocrystals of a poorly soluble drug.</summary>
public sealed class DrugNanocrystal() : Carrier(Catalog.Models.Get("nanocrystal"), Designs, Chain)
{
    const string Lab = "usual in the laboratory";

    static readonly Parameter[] Designs =
    [
        new("diameter", "nm", 60, 1000, Scale.Log, "crystal diameter", Lab),
        new("drug_mass", "Da", 200, 600, Scale.Log, "molar mass of the drug", Lab),
        new("melting_point", "degC", 80, 280, Scale.Linear, "melting point of the drug", Lab),
        new("logP", "", 2, 6, Scale.Linear, "hydrophobicity of the drug, logarithm of the octanol/water partition", Lab) { DomainLow = -10 },
        new("tension", "mJ/m2", 5, 60, Scale.Log, "interfacial tension of the crystal in the medium; surfactant lowers it", Lab) { DomainLow = 0 },
        new("excess", "", 1.2, 100, Scale.Log, "solubility times volume of the medium over the dose", Lab) { DomainLow = 1 },
    ];

    static readonly Link[] Chain =
    [
        new("r0", new Radius(), "diameter"),
        new("D", new WaterDiffusivity(), "drug_mass"),
        new("S", new GeneralSolubility(), "melting_point", "logP"),
        new("s", new SolubilityOverDensity(), "S", "drug_mass"),
        new("lc", new CapillaryLength(), "tension", "drug_mass"),
        new("q", new DoseOverCapacity(), "excess"),
    ];

    /// <inheritdoc/>
    public override string Name => "drug-nanocrystal";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "nanocrystals of a drug: dissolution by size, melting point, logP and surfactant";

    /// <inheritdoc/>
    public override string Source => "relations from molecule to rate, each with its own source; equations of nanocrystal";
}
