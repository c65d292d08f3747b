using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Liposomes with a dissolved base that permeates as its neutral form.</summary>
public sealed class Liposome() : Carrier(Catalog.Models.Get("liposome-permeation"), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("diameter", "nm", 60, 250, Scale.Log, "liposome diameter", Lab) { DomainLow = 12 },
        new("permeability", "nm/h", 30, 10_000, Scale.Log, "permeability of the fluid membrane for the neutral drug", Own) { DomainLow = 0 },
        new("transition", "degC", -20, 55, Scale.Linear, "transition temperature of the lipids: DOPC -21, DMPC 23, DPPC 41, DSPC 55", Lab)
        {
            DomainLow = -60,
        },
        new("logP", "", 0, 5, Scale.Linear, "hydrophobicity of the drug, logarithm of the octanol/water partition", Lab) { DomainLow = -10 },
        new("pKa", "", 7, 9.5, Scale.Linear, "pKa of the drug's conjugate acid", Lab) { DomainLow = -10 },
        new("pHi", "", 4, 7.4, Scale.Linear, "pH inside", Lab) { DomainLow = 0, DomainHigh = 14 },
        new("psi", "mV", -40, 40, Scale.Linear, "zeta potential, in place of the potential of the surface", Lab) { DomainLow = -200, DomainHigh = 200 },
        new("v", "", 1e-4, 0.1, Scale.Log, "volume inside over all volume", Lab) { DomainHigh = 0.999, HeldAt = 1e-3 },
        new("T", "degC", 20, 45, Scale.Linear, "temperature of the medium", Lab) { DomainLow = -20, HeldAt = 37 },
    ];

    static readonly Link[] Chain =
    [
        new("r", new InnerRadius(), "diameter"),
        new("P", new MembranePermeability(), "permeability", "transition", "T"),
        new("lipid", new LipidShare(), "r"),
        new("K", new MembranePartition(), "logP"),
        new("Kphi", new LipidCapacity(), "K", "lipid"),
    ];

    /// <inheritdoc/>
    public override string Name => "liposome";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "liposome: permeation of a base by lipids, size, pH inside and charge";

    /// <inheritdoc/>
    public override string Source => "relations from composition to rate, each with its own source; equations of liposome-permeation";
}
