using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Beads of a crosslinked gel, swollen by its own charges.</summary>
public sealed class Hydrogel() : Carrier(Catalog.Models.Get("gel-sphere"), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("diameter", "um", 200, 4000, Scale.Log, "diameter of the beads as they are made", Lab) { SizePower = 1 },
        new("crosslink", "", 0.002, 0.04, Scale.Log, "crosslinker over monomers, mol/mol", Lab),
        new("monomer_mass", "Da", 44, 130, Scale.Linear, "molar mass of a monomer: 44 ethylene oxide, 86 acrylates, 113 N-isopropylacrylamide", Lab),
        new("stiffness", "", 4, 14, Scale.Linear, "characteristic ratio Cn of the chain", Lab),
        new("Mn", "kDa", 70, 200, Scale.Log, "molar mass of the chains before crosslinking", Lab) { DomainLow = 60.0001 },
        new("chi", "", 0.35, 0.5, Scale.Linear, "polymer and water's interaction: 0.43 PEG, 0.48 polyacrylamide, 0.49 PVA", "memory of handbooks; measure it"),
        new("cfix", "mM", 1, 1000, Scale.Log, "acid groups per volume of the dry polymer; pH sensitivity", Lab) { DomainLow = 0 },
        new("pKa", "", 4, 6, Scale.Linear, "pKa of the groups", Lab),
        new("cs", "mM", 10, 200, Scale.Log, "salt in the medium", Lab) { HeldAt = 150 },
        new("drug_mass", "Da", 150, 600, Scale.Log, "molar mass of the drug", Lab),
        new("Q0", "", 1.05, 3, Scale.Log, "volume at the start over that of the polymer", Lab) { DomainLow = 1.0001 },
        new("ks", "1/h", 0.1, 10, Scale.Log, "rate at which the gel swells", Own),
        new("Y", "", 0.8, 1.2, Scale.Linear, "Lustig and Peppas's Y, about 1", Own) { HeldAt = 1 },
    ];

    static readonly Link[] Chain =
    [
        new("R", new BeadRadius(), "diameter"),
        new("Mc", new ChainsBetweenCrosslinks(), "crosslink", "monomer_mass"),
        new("xi1", new DryMesh(), "stiffness", "monomer_mass"),
        new("D0", new WaterDiffusivity(), "drug_mass"),
        new("rs", new StokesRadius(), "D0"),
    ];

    /// <inheritdoc/>
    public override string Name => "hydrogel";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "hydrogel beads: swelling by crosslinks, charges, salt and a schedule of pH, diffusion through the mesh";

    /// <inheritdoc/>
    public override string Source => "relations from network to mesh, each with its own source; equations of gel-sphere";
}
