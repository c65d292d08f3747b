using SurrogateEngine.Kernels;

namespace SurrogateEngine.Formulations;

/// <summary>Particles of PLGA with a dissolved drug: burst, diffusion, degradation of the polymer.</summary>
/// <param name="name">Name of the carrier.</param>
/// <param name="summary">One line about it.</param>
/// <param name="diameter">Smallest and largest usual diameter, nm.</param>
/// <param name="diffusivity">Smallest and largest usual diffusivity of a drug of 300 Da, m2/s.</param>
public abstract class PlgaParticle(string name, string summary, (double Low, double High) diameter, (double Low, double High) diffusivity)
    : Carrier(Catalog.Models.Get("plga-sphere"), Designs(diameter, diffusivity), Chain)
{
    const string Lab = "usual in the laboratory", Own = "carrier's own; see the relation that takes it";

    /// <summary>From size, composition and medium to the model's parameters.</summary>
    internal static Link[] Chain { get; } =
    [
        new("R", new Radius(), "diameter"),
        new("k37", new HydrolysisByLactide(), "lactide"),
        new("k_warm", new HydrolysisByTemperature(), "k37", "T"),
        new("k", new HydrolysisByPh(), "k_warm", "pH"),
        new("beta", new AutocatalysisBySize(), "autocatalysis", "R", "k"),
        new("D_drug", new DiffusivityByDrugMass(), "diffusivity", "drug_mass"),
        new("D_polymer", new DiffusivityByPolymerMass(), "D_drug", "polymer_mass"),
        new("D", new DiffusivityByTemperature(), "D_polymer", "T"),
        new("tau", new DiffusionTime(), "R", "D"),
        new("phi", new BurstFraction(), "drug_mass", "loading", "burst_score"),
        new("kb", new BurstRateConstant(), "burst_rate", "R"),
        new("neutral", new NeutralFraction(), "pKa", "pH"),
        new("K0", new PolymerPartition(), "logP"),
        new("K", new ChargedPartition(), "K0", "neutral", "zeta", "T"),
        new("kappa", new ReceptorCapacity(), "medium", "K"),
    ];

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override string Summary => summary;

    /// <inheritdoc/>
    public override string Source => "relations from composition to rate, each with its own source; equations of plga-sphere";

    /// <inheritdoc/>
    public override int Nodes => SizeQuadrature.Nodes;

    /// <inheritdoc/>
    public override double Weight(int node) => SizeQuadrature.Weight(node);

    /// <inheritdoc/>
    /// <remarks>The logarithm of the radius is normal with variance ln(1 + PDI), by mass; only what depends on size changes.</remarks>
    protected override void Disperse(ReadOnlySpan<double> row, int node, Span<double> parameters)
    {
        double size = SizeQuadrature.Size(node, row[1]);
        SizeQuadrature.Scale(Inner.Parameters, size, parameters);
        // The burst's own rate stays: the model divides it by the radius.
        parameters[6] *= size;
    }

    internal static Parameter[] Designs((double Low, double High) diameter, (double Low, double High) diffusivity) =>
    [
        new("diameter", "nm", diameter.Low, diameter.High, Scale.Log, "median particle diameter, by mass", Lab),
        new("pdi", "", 0.02, 0.3, Scale.Linear, "polydispersity, variance over squared mean of the size", Lab) { DomainLow = 0 },
        new("lactide", "", 0.5, 1, Scale.Linear, "lactide fraction of the polymer, mol/mol", Lab) { DomainLow = 0, DomainHigh = 1 },
        new("polymer_mass", "kDa", 5, 100, Scale.Log, "molar mass of the polymer", Lab),
        new("diffusivity", "m2/s", diffusivity.Low, diffusivity.High, Scale.Log,
            "diffusivity at 37 degC of a drug of 300 Da in a polymer of 40 kDa; not a function of size, see the limits", Own),
        new("drug_mass", "Da", 150, 1500, Scale.Log, "molar mass of the drug", Lab),
        new("logP", "", 0, 5, Scale.Linear, "hydrophobicity of the drug, logarithm of the octanol/water partition", Lab) { DomainLow = -10 },
        new("pKa", "", 4, 10, Scale.Linear, "pKa of the drug's conjugate acid; far below the pH for a neutral drug", Lab)
        {
            DomainLow = -10, HeldAt = 4,
        },
        new("loading", "", 0.01, 0.3, Scale.Log, "drug loading, mass per mass", Lab),
        new("zeta", "mV", -40, 40, Scale.Linear, "zeta potential; acts on an ionized drug", Lab) { DomainLow = -200, HeldAt = 0 },
        new("burst_score", "", -1.3, 1.3, Scale.Linear, "standard score of the burst among formulations", Own) { DomainLow = -5 },
        new("burst_rate", "1/d", 1, 24, Scale.Log, "rate of the burst; no relation is accepted", Own),
        new("alpha", "", 0.5, 5, Scale.Log, "growth of the diffusivity with degradation, D = D0 exp(alpha (1 - m))", Own) { DomainLow = 0 },
        new("autocatalysis", "", 0, 5, Scale.Linear, "autocatalysis in a particle that no acid leaves", Own) { DomainLow = 0 },
        new("medium", "", 100, 1e5, Scale.Log, "volume of the medium over that of the particles", Lab) { HeldAt = 1e4 },
        new("T", "degC", 30, 43, Scale.Linear, "temperature of the medium", Lab) { DomainLow = -20, HeldAt = 37 },
        new("pH", "", 1, 7.4, Scale.Linear, "pH of the medium", Lab) { DomainLow = 0, DomainHigh = 14, HeldAt = 7.4 },
    ];
}

/// <summary>Nanoparticles of PLGA.</summary>
public sealed class PlgaNanoparticle() : PlgaParticle("plga-nanoparticle", "PLGA nanoparticle: burst, diffusion and hydrolysis from composition, size and drug",
    (80, 800), (1e-21, 1e-18))
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 60, 64);
}
