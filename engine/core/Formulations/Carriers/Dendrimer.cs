using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Poly(amidoamine) dendrimers that hold a drug between their branches.</summary>
public sealed class Dendrimer() : Carrier(Catalog.Models.Get("carrier-binding"), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("generation", "", 3, 6, Scale.Linear, "generation", Lab) { DomainHigh = 10 },
        new("site_affinity", "", 0.01, 1, Scale.Log, "bound over free drug for each amine inside", Own),
        new("pKa", "", 6.3, 6.8, Scale.Linear, "pKa of the amines inside", "memory of titrations of poly(amidoamine)"),
        new("pH", "", 4.5, 7.4, Scale.Linear, "pH of the medium", Lab) { DomainLow = 0, DomainHigh = 14, HeldAt = 7.4 },
        new("koff", "1/h", 0.05, 2, Scale.Log, "rate at which bound drug comes free", Own),
        new("kS", "1/h", 0.2, 5, Scale.Log, "rate at which free drug leaves, often that of the dialysis bag", Own),
    ];

    static readonly Link[] Chain =
    [
        new("sites", new InteriorAmines(), "generation"),
        new("neutral", new NeutralFraction(), "pKa", "pH"),
        new("K", new CavityBinding(), "site_affinity", "sites", "neutral"),
        new("kon", new BindingRate(), "K", "koff"),
    ];

    /// <inheritdoc/>
    public override string Name => "dendrimer";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "dendrimer with a drug between its branches: sites by generation, binding by pH (a linker: acid-labile-micelle)";

    /// <inheritdoc/>
    public override string Source => "sites of poly(amidoamine), Henderson-Hasselbalch, an option for the binding; equations of carrier-binding";
}
