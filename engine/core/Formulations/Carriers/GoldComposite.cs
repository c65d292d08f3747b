using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>A carrier with gold spheres in it, heated by light.</summary>
public sealed class GoldComposite() : Carrier(Catalog.Models.Get("photothermal-release"), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("core", "nm", 5, 50, Scale.Log, "diameter of the gold spheres", Lab),
        new("extinction", "L/g*cm", 5, 100, Scale.Log, "extinction of the gold at the laser's wavelength, per path", Lab),
        new("gold", "g/L", 0.005, 0.2, Scale.Log, "gold in the medium", Lab),
        new("path", "cm", 0.5, 1, Scale.Linear, "path of the light", Lab) { HeldAt = 1 },
        new("m", "g", 0.5, 3, Scale.Log, "mass that is heated", Lab) { HeldAt = 1 },
        new("transfer", "W/m2*K", 10, 100, Scale.Log, "heat transfer to the surroundings", Lab),
        new("volume_diameter", "mm", 5, 20, Scale.Linear, "diameter of the heated volume", Lab) { HeldAt = 12 },
        new("k37", "1/h", 0.01, 0.3, Scale.Log, "release rate at 37 degC", Own) { DomainLow = 0 },
        new("Ea", "kJ/mol", 60, 180, Scale.Linear, "activation energy of the release: temperature responsiveness", Own) { DomainLow = 0 },
    ];

    static readonly Link[] Chain =
    [
        new("eta", new PhotothermalEfficiency(), "core"),
        new("A", new Absorbance(), "extinction", "gold", "path"),
        new("B", new CoolingBySize(), "transfer", "volume_diameter"),
    ];

    /// <inheritdoc/>
    public override string Name => "gold-composite";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "carrier with gold spheres: heat from light by their size and amount, release by heat, under a schedule of light";

    /// <inheritdoc/>
    public override string Source => "photothermal efficiency by size, Beer-Lambert, lumped cooling; equations of photothermal-release";
}
