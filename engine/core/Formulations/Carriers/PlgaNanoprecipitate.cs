using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>
/// PLGA nanoparticles by how they are made: entrapment, size, loading and surface potential come from the preparation, each with its
/// scatter, and go on to release. Three groups of variables: preparation (drug_to_polymer to size_score), particle and drug, medium.
/// </summary>
public sealed class PlgaNanoprecipitate() : Carrier(Catalog.Models.Get("plga-sphere"), Designs(), Chain())
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; see the relation that takes it";

    // What the preparation gives; the carrier of given size and loading has these as variables.
    static readonly HashSet<string> Made = ["diameter", "loading", "zeta"];

    /// <inheritdoc/>
    public override string Name => "plga-nanoprecipitate";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "PLGA nanoparticle by its preparation: entrapment, size, loading, zeta potential, then release";

    /// <inheritdoc/>
    public override string Source => "relations from preparation to size and from composition to rate, each with its own source; equations of plga-sphere";

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 60, 64);

    static Link[] Chain() =>
    [
        new("EE", new EntrapmentByPreparation(), "logP", "surfactant", "polymer_mass", "water_to_organic", "ee_score"),
        new("diameter", new DiameterByPreparation(), "drug_to_polymer", "size_score"),
        new("loading", new LoadingByEntrapment(), "EE", "drug_to_polymer"),
        new("zeta", new ZetaByPh(), "end_groups", "pH", "T", "salt"),
        .. PlgaParticle.Chain.Where(link => link.Gives != "kappa"),
        new("dissolves", new SolubilityBySurfactant(), "medium_surfactant", "cmc", "solubilization"),
        new("K_medium", new PartitionToMedium(), "K", "dissolves"),
        new("kappa", new ReceptorCapacity(), "medium", "K_medium"),
    ];

    static Parameter[] Designs() =>
    [
        new("drug_to_polymer", "", 0.01, 0.4, Scale.Log, "mass of drug over mass of polymer, as weighed", Lab),
        new("surfactant", "%", 0.1, 2.5, Scale.Log, "surfactant in the water of the preparation, mass by volume", Lab),
        new("water_to_organic", "", 1.5, 10, Scale.Log, "volume of water over that of the solvent", Lab),
        new("end_groups", "1/nm2", 0.01, 0.1, Scale.Log, "acid end groups at the surface; near 0 for an ester-capped polymer", Own),
        new("ee_score", "", -1.3, 1.3, Scale.Linear, "standard score of the entrapment among formulations", Own) { DomainLow = -5 },
        new("size_score", "", -1.3, 1.3, Scale.Linear, "standard score of the size among formulations", Own) { DomainLow = -5 },
        .. PlgaParticle.Designs((80, 800), (1e-21, 1e-18)).Where(variable => variable.Name != "pdi" && !Made.Contains(variable.Name)),
        new("salt", "mM", 1, 150, Scale.Log, "ionic strength of the medium", Lab) { HeldAt = 150 },
        new("medium_surfactant", "g/L", 0, 10, Scale.Linear, "surfactant in the medium", Lab) { DomainLow = 0, HeldAt = 0 },
        new("cmc", "g/L", 0.01, 2, Scale.Log, "critical micelle concentration of that surfactant", Lab) { HeldAt = 0.02 },
        new("solubilization", "L/g", 0, 50, Scale.Linear, "rise of the drug's solubility by that surfactant, as measured", Lab) { DomainLow = 0, HeldAt = 1 },
    ];
}
