using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Particles of a lipid that is solid at body temperature.</summary>
public sealed class SolidLipidNanoparticle()
    : Carrier(ComposedModel.Of(["diffusion", "burst", "receptor", "collapse"]), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("diameter", "nm", 80, 500, Scale.Log, "particle diameter", Lab) { SizePower = 1 },
        new("D", "nm2/d", 10, 10_000, Scale.Log, "diffusivity of the drug in the solid lipid", Own) { DomainLow = 0 },
        new("logP", "", 1, 7, Scale.Linear, "hydrophobicity of the drug, logarithm of the octanol/water partition", Lab) { DomainLow = -10 },
        new("medium", "", 1e3, 1e6, Scale.Log, "volume of the medium over that of the particles", Lab) { HeldAt = 1e5 },
        new("phi", "", 0.02, 0.95, Scale.Log, "share of the drug in the shell, small for a drug-enriched core", Own) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 10, 1000, Scale.Log, "rate at which the shell empties", Own),
        new("L", "degC", 38, 70, Scale.Linear, "melting point of the lipid in the particle: 43 trilaurin, 55 trimyristin, 63 stearic acid", Lab)
        {
            DomainLow = -100,
        },
        new("w", "K", 0.5, 2, Scale.Log, "width of the melting", Own) { HeldAt = 1 },
        new("shut", "", 1e3, 1e5, Scale.Log, "diffusivity in the molten lipid over that in the solid", Own) { HeldAt = 1e4 },
    ];

    static readonly Link[] Chain =
    [
        new("R", new Radius(), "diameter"),
        new("K", new LipidPartition(), "logP"),
        new("kappa", new ReceptorCapacity(), "medium", "K"),
    ];

    /// <inheritdoc/>
    public override string Name => "solid-lipid-nanoparticle";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "solid lipid nanoparticle: burst from its shell, diffusion out of its core, melting under a schedule of temperature";

    /// <inheritdoc/>
    public override string Source => "diffusion, burst, a finite medium and a transition composed; partition by logP; no relation for burst or diffusivity";
}
