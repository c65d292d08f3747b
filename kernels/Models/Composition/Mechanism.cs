namespace SurrogateEngine.Kernels;

/// <summary>A mechanism that composes with others by being named: what a person reads of it.</summary>
/// <param name="Name">The word in a list of mechanisms.</param>
/// <param name="Meaning">What it is, one phrase.</param>
/// <param name="Parameters">Its parameters.</param>
sealed record Mechanism(string Name, string Meaning, IReadOnlyList<Parameter> Parameters)
{
    const string Sphere = "as in the model plga-sphere", Wall = "as in the model diffusion-sphere";
    const string Sites = "as in the model affinity-sphere", Gel = "as in the model lcst-gel", Lit = "as in the model light-release";

    /// <summary>Its equations or terms, one a line.</summary>
    public IReadOnlyList<string> Equations { get; init; } = [];

    /// <summary>Outside condition it follows; null for none.</summary>
    public Input? Input { get; init; }

    /// <summary>Curve that it adds; null for none.</summary>
    public Output? Output { get; init; }

    /// <summary>Mechanism without which it means nothing; null for none.</summary>
    public string? Needs { get; init; }

    static readonly Input Warmth = new("T", "degC", InputKind.Level, 37, "temperature", "body temperature")
    {
        DomainLow = 0,
        DomainHigh = 100,
    };

    /// <summary>Activation energy of the hydrolysis, where there is one.</summary>
    internal static readonly Parameter HydrolysisEnergy =
        new("Ek", "kJ/mol", 50, 100, Scale.Linear, "activation energy of the hydrolysis", "PLGA: 58 to 100 kJ/mol") { DomainLow = 0 };

    /// <summary>What the body is, and what lies around it.</summary>
    static readonly Mechanism[] bodies =
    [
        new("diffusion", "drug diffuses out of a sphere, or of the shape that is named", [
            new("R", "nm", 50, 500, Scale.Log, "radius, or half thickness of a slab", Wall) { SizePower = 1 },
            new("D", "nm2/d", 100, 100_000, Scale.Log, "diffusivity of the drug in the matrix", Wall),
        ])
        {
            Equations = ["dc/dt = (D/R^2) g lap c + ...,  dQ/dt = (1 - phi) J + ...   (g: what mechanisms below make of it)"],
        },
        new("slab", "the body is a slab, R its half thickness", []),
        new("cylinder", "the body is a long cylinder", []),
        new("burst", "part of the dose comes out at once", [
            new("phi", "", 0.01, 0.4, Scale.Log, "fraction of the dose in the burst pool", Sphere) { DomainLow = 0, DomainHigh = 0.999 },
            new("kb", "1/d", 1, 50, Scale.Log, "burst rate", Sphere) { DomainLow = 0 },
        ])
        {
            Equations = ["dB/dt = -kb B,  dQ/dt = kb B + ...,  B = phi at the start"],
        },
        new("receptor", "the medium is finite", [
            new("kappa", "", 2, 1000, Scale.Log, "medium over body volume, divided by the partition coefficient", Wall),
        ])
        {
            Equations = ["c just outside = Q / ((1 - phi) kappa)"],
        },
        new("film", "a film resists at the surface", [
            new("Bi", "", 0.3, 1000, Scale.Log, "Biot number h R / (D K) of the film", Wall) { SizePower = 1 },
        ])
        {
            Equations = ["-dc/dx = Bi (c - c_s) at the surface"],
        },
    ];

    /// <summary>What goes on inside.</summary>
    static readonly Mechanism[] insides =
    [
        new("degradation", "the polymer hydrolyzes and softens", [
            new("k", "1/d", 0.005, 0.2, Scale.Log, "hydrolysis rate of the polymer", Sphere) { DomainLow = 0 },
            new("beta", "", 0.5, 20, Scale.Log, "autocatalysis by acid end groups; 0 for none", Sphere) { DomainLow = 0 },
            new("alpha", "", 0.5, 5, Scale.Log, "growth of the diffusivity with degradation", Sphere) { DomainLow = 0 },
        ])
        {
            Equations = ["dm/dt = -k m (1 + beta (1 - m)),  g = exp(alpha (1 - m)) ..."],
            Output = new("m", "", "polymer mass left"),
        },
        new("binding", "sites of the matrix bind drug reversibly", [
            new("K", "", 1, 1000, Scale.Log, "bound over free drug at equilibrium while most sites are empty", Sites) { DomainLow = 0 },
            new("koff", "1/d", 0.1, 1000, Scale.Log, "rate at which bound drug comes free", Sites) { DomainLow = 0 },
            new("load", "", 0.01, 2, Scale.Log, "drug over binding sites at the start", Sites) { DomainLow = 0 },
        ])
        {
            Equations = ["db/dt = koff (K (1 - load b) c - b),  dc/dt = -db/dt + ...   (at equilibrium at the start where nothing is solid)"],
            Output = new("b", "", "fraction bound, of all drug in the body at the start"),
        },
        new("dissolution", "drug is solid until it dissolves in the matrix", [
            new("cs", "", 0.01, 0.9, Scale.Log, "solubility in the matrix over the load", "as in the model dispersed-sphere"),
            new("kd", "1/d", 10, 10_000, Scale.Log, "rate at which the grains of the start dissolve", "as in the model dispersed-sphere")
            {
                DomainLow = 0,
            },
        ])
        {
            Equations = ["ds/dt = -kd s^(2/3) (cs - c),  dc/dt = -ds/dt + ...,  s = 1 at the start"],
            Output = new("s", "", "fraction solid, of all drug in the body at the start"),
        },
        new("loss", "drug inside is lost, by degradation or for good bound", [
            new("kl", "1/d", 0.001, 1, Scale.Log, "rate at which dissolved drug is lost", "as in the model lossy-sphere") { DomainLow = 0 },
        ])
        {
            Equations = ["dl/dt = kl c,  dc/dt = -kl c + ..."],
            Output = new("lost", "", "fraction lost, of all drug in the body at the start"),
        },
    ];

    /// <summary>What acts from outside.</summary>
    static readonly Mechanism[] stimuli =
    [
        new("temperature", "rates have activation energies", [
            new("Ea", "kJ/mol", 30, 120, Scale.Linear, "activation energy of the diffusivity", "diffusion in polymers") { DomainLow = 0 },
        ])
        {
            Equations = ["g = exp(-Ea/R (1/T - 1/310.15 K)) ...,  the same of k with Ek"],
            Input = Warmth,
        },
        new("collapse", "the matrix collapses above a temperature", [
            new("L", "degC", 31, 40, Scale.Linear, "lower critical solution temperature", Gel) { DomainLow = -273.15 },
            new("w", "K", 0.3, 2, Scale.Log, "width of the transition", Gel),
            new("shut", "", 1e-3, 1, Scale.Log, "diffusivity of the collapsed matrix over that of the swollen", Gel)
            {
                DomainLow = 0,
            },
        ])
        {
            Equations = ["g = 1 + (shut - 1) / (1 + exp((L - T) / w)) ..."],
            Input = Warmth,
        },
        new("protonation", "the matrix opens where its groups take up protons", [
            new("pKa", "", 5.5, 7, Scale.Linear, "pH at which half of the groups are protonated", "as in the model ph-carrier"),
            new("n", "", 1, 8, Scale.Log, "groups that let go of their protons together", "as in the model ph-carrier"),
            new("open", "", 2, 500, Scale.Log, "diffusivity of the protonated matrix over that without protons", "as in the model ph-carrier")
            {
                DomainLow = 0,
            },
        ])
        {
            Equations = ["g = 1 + (open - 1) / (1 + 10^(n (pH - pKa))) ..."],
            Input = new("pH", "", InputKind.Level, 7.4, "pH around the carrier", "blood") { DomainLow = 0, DomainHigh = 14 },
        },
        new("enzyme", "an enzyme cuts the polymer", [
            new("KE", "nM", 1, 1000, Scale.Log, "enzyme at which half of the cutting is reached", "as in the model enzyme-cleavage"),
            new("cut", "", 1, 100, Scale.Log, "growth of the hydrolysis rate at all the enzyme there can be", "prior: kcat/Km in a gel is not that in water")
            {
                DomainLow = 0,
            },
        ])
        {
            Equations = ["k = k (1 + cut E / (KE + E)) ..."],
            Input = new("E", "nM", InputKind.Level, 0, "enzyme in the medium", "none") { DomainLow = 0, DomainHigh = 1e9 },
            Needs = "degradation",
        },
        new("light", "light opens the matrix", [
            new("I50", "W/cm2", 0.05, 2, Scale.Log, "light at which half of the opening is reached", Lit),
            new("bright", "", 1, 500, Scale.Log, "growth of the diffusivity in blinding light", Lit) { DomainLow = 0 },
        ])
        {
            Equations = ["g = 1 + bright I / (I50 + I) ..."],
            Input = new("I", "W/cm2", InputKind.Level, 0, "light at the carrier", "darkness") { DomainLow = 0, DomainHigh = 1000 },
        },
    ];
    /// <summary>Every mechanism, in the order in which a model's name and its parameters have them.</summary>
    public static IReadOnlyList<Mechanism> All { get; } = [.. bodies, .. insides, .. stimuli];
}
