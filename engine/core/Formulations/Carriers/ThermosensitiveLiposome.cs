using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Liposomes that open when a tissue is heated past their membrane's transition.</summary>
public sealed class ThermosensitiveLiposome() : Carrier(Catalog.Models.Get("thermo-liposome"), Designs, Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; no relation is accepted";

    static readonly Parameter[] Designs =
    [
        new("dspc", "", 0, 0.15, Scale.Linear, "mole fraction of DSPC beside DPPC", Lab) { DomainLow = 0, DomainHigh = 1 },
        new("mspc", "mol%", 5, 10, Scale.Linear, "lysolipid MSPC", Lab) { DomainLow = 0, DomainHigh = 30 },
        new("serum", "", 0, 1, Scale.Linear, "share of serum in the medium", Lab) { DomainLow = 0, DomainHigh = 1, HeldAt = 1 },
        new("peg", "1/nm2", 0.05, 0.5, Scale.Linear, "PEG chains on the surface", Lab) { DomainLow = 0 },
        new("kl", "1/h", 0.1, 0.6, Scale.Log, "leakage far below the transition", Own) { DomainLow = 0 },
        new("w", "K", 0.4, 0.45, Scale.Log, "width of the release's rise", "two formulations at three temperatures each, data of Yanes et al.")
        {
            HeldAt = 0.42,
        },
        new("bare_clearance", "1/h", 0.2, 5, Scale.Log, "clearance of liposomes without PEG", Own) { DomainLow = 0 },
        new("ke", "1/h", 0.1, 10, Scale.Log, "elimination rate of the released drug", Own) { DomainLow = 0 },
    ];

    static readonly Link[] Chain =
    [
        new("transition", new TransitionByLipids(), "dspc"),
        new("Tm", new OnsetInMedium(), "transition", "serum"),
        new("kh", new ReleaseByLysolipid(), "mspc"),
        new("kc", new ClearanceByPeg(), "bare_clearance", "peg"),
    ];

    /// <inheritdoc/>
    public override string Name => "thermosensitive-liposome";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "thermosensitive liposome: release from lipids, lysolipid, PEG and a schedule of heat";

    /// <inheritdoc/>
    public override string Source => "relations from composition to rate, each with its own source; equations of thermo-liposome";
}
