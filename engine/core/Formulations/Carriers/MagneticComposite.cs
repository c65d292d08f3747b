using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>A carrier with magnetite in it, heated by an alternating field.</summary>
public sealed class MagneticComposite() : Carrier(Catalog.Models.Get("magnetic-release"), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("d", "nm", 9, 18, Scale.Linear, "diameter of the magnetite cores", Lab),
        new("delta", "nm", 1, 5, Scale.Linear, "thickness of their coating", Lab) { DomainLow = 0 },
        new("magnetite", "g/L", 0.5, 5, Scale.Log, "magnetite in the medium", Lab),
        new("Ka", "kJ/m3", 10, 30, Scale.Log, "anisotropy, with that of shape and surface", "bulk 11, effective 10 to 30 kJ/m3"),
        new("transfer", "W/m2*K", 10, 100, Scale.Log, "heat transfer to the surroundings", Lab),
        new("volume_diameter", "mm", 5, 20, Scale.Linear, "diameter of the heated volume", Lab) { HeldAt = 12 },
        new("k37", "1/h", 0.01, 0.3, Scale.Log, "release rate at 37 degC", Own) { DomainLow = 0 },
        new("Ea", "kJ/mol", 60, 180, Scale.Linear, "activation energy of the release: temperature responsiveness", Own) { DomainLow = 0 },
    ];

    static readonly Link[] Chain =
    [
        new("c", new MagneticShare(), "magnetite"),
        new("B", new CoolingBySize(), "transfer", "volume_diameter"),
    ];

    /// <inheritdoc/>
    public override string Name => "magnetic-composite";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "carrier with magnetite cores: heat from an alternating field (Rosensweig), release by heat, under a schedule of the field";

    /// <inheritdoc/>
    public override string Source => "linear response of single cores, true for small fields only; lumped cooling; equations of magnetic-release";
}
