using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Kernels;

/// <summary>Nanoparticles and their drug in the organs of a mouse: tissue concentrations of total drug after an intravenous dose.</summary>
sealed class MousePbpkModel : ReleaseModel
{
    const string Paper =
        "Shalgunov et al., J. Control. Release 261 (2017) 31: vincristine in PLA-PEG particles, mice; fitted to tissue concentrations";
    const string Anatomy = "mice of Shalgunov et al. 2017";

    /// <inheritdoc/>
    public override string Name => "mouse-pbpk";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "nanoparticles and their drug in blood, liver, spleen, tumor, kidneys, lungs and the rest of a mouse";

    /// <inheritdoc/>
    public override string Source =>
        "Shalgunov et al., J. Control. Release 261 (2017) 31, equations as published with insysbio/drug-loaded-nanoparticles (MIT)";

    /// <inheritdoc/>
    public override string Mechanism => "body";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dE_o/dt = PS_o exp(-e_o r) (E_plasma - E_o / 1000) - rho E_o,  rho = (b/tau) (t/tau)^(b - 1)   (in particles, each organ o)",
        "dD_o/dt = Q_o (D_blood - D_o / Kp_o) + rho E_o   (free drug; from the spleen into the liver, which eliminates it at kel)",
        "dr/dt = D_plasma - kr r   (response, which closes vessels to particles)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Organs are well stirred and limited by blood flow; particles cross vessels by permeability times surface.",
        "Release from particles does not depend on where they are.",
        "Anatomy is that of mice of 18 to 25 g.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Not for other species: flows and volumes are those of mice.",
        "Not for particles whose release answers to the tissue, as by its pH or heat: see thermo-liposome.",
        "34 parameters are more than any one data set pins down: fix what is known.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "An independent implementation of the published model, 3 formulations, tissue concentrations: within the tolerance of its tests.",
        "Release alone: the stretched exponential to 2e-9 of the dose.",
        "Drug that is not eliminated is conserved; at equilibrium particles and drug reach their partition to 1e-4.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("delta", "", 0.002, 0.3, Scale.Log, "fraction of the drug that is free when given", Paper) { DomainLow = 0, DomainHigh = 1 },
        new("tau", "h", 50, 30_000, Scale.Log, "time scale of the release: the fraction exp(-(t/tau)^b) of the rest is still inside",
        Paper),
        new("b", "", 0.4, 1.1, Scale.Log, "exponent of the release", Paper) { DomainHigh = 3 },
        new("dose", "ug/g", 1, 15, Scale.Log, "drug given per body mass", Paper) { DomainLow = 0 },
        new("W", "g", 18, 25, Scale.Log, "body mass", Anatomy),
        new("WT", "g", 0.2, 1, Scale.Log, "tumor mass", Anatomy),
        new("wL", "", 0.05, 0.062, Scale.Log, "liver over body mass", Anatomy) { DomainHigh = 0.2 },
        new("wS", "", 0.0045, 0.007, Scale.Log, "spleen over body mass", Anatomy) { DomainHigh = 0.1 },
        new("wK", "", 0.012, 0.016, Scale.Log, "kidneys over body mass", Anatomy) { DomainHigh = 0.1 },
        new("wU", "", 0.0055, 0.0075, Scale.Log, "lungs over body mass", Anatomy) { DomainHigh = 0.1 },
        new("wB", "", 0.075, 0.09, Scale.Log, "blood outside these organs over body mass", Paper) { DomainHigh = 0.3 },
        new("bL", "", 0.1, 0.16, Scale.Log, "blood in the liver over its volume", Paper) { DomainLow = 0, DomainHigh = 0.9 },
        new("bS", "", 0.12, 0.18, Scale.Log, "blood in the spleen over its volume", Paper) { DomainLow = 0, DomainHigh = 0.9 },
        new("bT", "", 0.008, 0.013, Scale.Log, "blood in the tumor over its volume", Paper) { DomainLow = 0, DomainHigh = 0.9 },
        new("bK", "", 0.07, 0.1, Scale.Log, "blood in the kidneys over their volume", Paper) { DomainLow = 0, DomainHigh = 0.9 },
        new("bU", "", 0.18, 0.26, Scale.Log, "blood in the lungs over their volume", Paper) { DomainLow = 0, DomainHigh = 0.9 },
        new("PSL", "mL/h", 0.007, 0.07, Scale.Log,
            "permeability of the liver's vessels for particles, times their surface, in a mouse of 20.8 g", Paper)
        {
            DomainLow = 0
        },
        new("PSS", "mL/h", 0.0007, 0.007, Scale.Log, "the same of the spleen", Paper) { DomainLow = 0 },
        new("PST", "mL/h", 0.0004, 0.004, Scale.Log, "the same of a tumor of 0.366 g", Paper) { DomainLow = 0 },
        new("PSK", "mL/h", 0.0003, 0.003, Scale.Log, "the same of the kidneys", Paper) { DomainLow = 0 },
        new("PSU", "mL/h", 0.00004, 0.0004, Scale.Log, "the same of the lungs", Paper) { DomainLow = 0 },
        new("PSR", "mL/h", 0.02, 0.2, Scale.Log, "the same of the rest of the body", Paper) { DomainLow = 0 },
        new("KpL", "", 25, 70, Scale.Log, "drug in the liver over drug in plasma at equilibrium", Paper),
        new("KpS", "", 50, 160, Scale.Log, "the same of the spleen", Paper),
        new("KpT", "", 45, 110, Scale.Log, "the same of the tumor", Paper),
        new("KpK", "", 40, 90, Scale.Log, "the same of the kidneys", Paper),
        new("KpU", "", 50, 120, Scale.Log, "the same of the lungs", Paper),
        new("KpR", "", 45, 110, Scale.Log, "the same of the rest of the body", Paper),
        new("qT", "1/h", 1, 4, Scale.Log, "blood flow through the tumor over its volume", Paper),
        new("kel", "1/h", 2.5, 8, Scale.Log, "rate at which the liver eliminates its free drug", Paper) { DomainLow = 0 },
        new("kr", "1/h", 1.5, 4, Scale.Log, "rate at which the response to the drug fades", Paper),
        new("eL", "", 100, 400, Scale.Log, "how strongly the response closes the liver's vessels to particles", Paper) { DomainLow = 0 },
        new("eK", "", 40, 200, Scale.Log, "the same of the kidneys", Paper) { DomainLow = 0 },
        new("eR", "", 120, 500, Scale.Log, "the same of the rest of the body", Paper) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("P", "ug/mL", "drug in plasma, free and in particles"),
        new("L", "ug/mL", "drug in the liver, its blood included"),
        new("S", "ug/mL", "drug in the spleen, its blood included"),
        new("T", "ug/mL", "drug in the tumor, its blood included"),
        new("K", "ug/mL", "drug in the kidneys, their blood included"),
        new("U", "ug/mL", "drug in the lungs, their blood included"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 50, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new NetworkProgram<MousePbpk<T>, T>();
}

/// <summary>What the model knows of one organ; amounts are fractions of the dose, rates in 1/h.</summary>
/// <param name="ParticlesIn">Particles from blood, per amount there.</param>
/// <param name="ParticlesOut">Particles back to blood, per amount here.</param>
/// <param name="DrugIn">Free drug that blood brings, per amount there.</param>
/// <param name="DrugOut">Free drug that blood takes away, per amount here.</param>
/// <param name="Blood">The organ's share of all blood.</param>
/// <param name="Concentration">Concentration over amount.</param>
readonly record struct Organ<T>(T ParticlesIn, T ParticlesOut, T DrugIn, T DrugOut, T Blood, T Concentration);

/// <summary>
/// Drug in particles (E) and free (D) in blood and six organs, as fractions of the dose, and the response r that closes vessels:
/// particles permeate,  E_o' = PS_o exp(-e_o r) (E_B / (V_B (1 - h)) - E_o / (Kp V_o)) - rho(t) E_o;
/// free drug follows the blood,  D_o' = Q_o (D_B / V_B - phi D_o / (Kp_o V_o)) + rho(t) E_o, from the spleen into the liver, which
/// eliminates it;
/// r' = c D_B - kr r.  rho = (b / tau) (t / tau)^(b - 1), which may be infinite at t = 0: before a microhour its mean stands for it.
/// </summary>
readonly struct MousePbpk<T> : INetworkModel<MousePbpk<T>, T> where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    const int Blood = 0, Liver = 1, Spleen = 2, Tumor = 3, Kidneys = 4, Lungs = 5, Rest = 6, Free = 7, Response = 14;

    /// <summary>Blood cells in blood, drug in them over drug in plasma, and what blood holds of it over what plasma does.</summary>
    const double Hematocrit = 0.45, InCells = 3.9, InBlood = Hematocrit * InCells + 1 - Hematocrit;

    /// <summary>Particles in tissue over particles in plasma at equilibrium.</summary>
    const double ParticlePartition = 1e3;

    /// <summary>The mouse whose permeabilities the parameters are.</summary>
    const double Mass = 20.8, TumorMass = 0.366, LiverShare = 0.0538, SpleenShare = 0.00601, KidneyShare = 0.0142, LungShare = 0.00679,
        RestShare = 1 - LiverShare - SpleenShare - KidneyShare - LungShare - 0.0814 - TumorMass / Mass;

    /// <summary>Before this time (h) a rate that may begin at infinity is its mean.</summary>
    const double Instant = 1e-6;

    readonly Organ<T> liver, spleen, tumor, kidneys, lungs, rest;
    readonly T free, releaseScale, releasePower, firstRelease, elimination, response, fading, closesLiver, closesKidneys, closesRest;
    readonly T encapsulatedInPlasma, freeInPlasma;

    MousePbpk(Anatomy<T> body, T delta, T tau, T b, T kel, T kr, T eL, T eK, T eR)
    {
        (liver, spleen, tumor, kidneys, lungs, rest) = (body.Liver, body.Spleen, body.Tumor, body.Kidneys, body.Lungs, body.Rest);
        (free, elimination, fading, closesLiver, closesKidneys, closesRest) = (delta, kel, kr, eL, eK, eR);
        T logTau = T.Log(tau);
        releasePower = b - T.FromDouble(1);
        releaseScale = b * T.Exp(-(b * logTau));
        firstRelease = T.FromDouble(1 / Instant) * T.Exp(b * (T.FromDouble(Math.Log(Instant)) - logTau));
        freeInPlasma = response = T.FromDouble(1 / InBlood) * body.BloodConcentration;
        encapsulatedInPlasma = T.FromDouble(1 / (1 - Hematocrit)) * body.BloodConcentration;
    }

    public static int Nodes => 15;

    public static int TimeInputs => 1;

    public static int Outputs => 6;

    public static MousePbpk<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(Anatomy<T>.From(row), row[0], row[1], row[2], row[29], row[30], row[31], row[32], row[33]);

    public T Start(int node) => node == Blood ? 1 - free : node == Free + Blood ? free : T.FromDouble(0);

    /// <summary>rho, the rate at which particles release.</summary>
    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R instant = R.FromDouble(Instant);
        R rate = releaseScale * R.Exp(releasePower * R.Log(R.Max(t, instant)));
        return R.Select(R.Less(t, instant), R.Lift(firstRelease), rate);
    }

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        Release<R, TFlows>(ref flows);
        Permeate<R, TFlows>(ref flows);
        PermeateUntilClosed<R, TFlows>(ref flows);
        Perfuse<R, TFlows>(ref flows);
    }

    // One method for each kind of flow: the compiler takes only so much code into one.
    void Release<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        R release = flows.Input(0);
        // Each by itself: where a node lies is then a constant to the compiler.
        flows.VariableTransfer(Blood, Free + Blood, release);
        flows.VariableTransfer(Liver, Free + Liver, release);
        flows.VariableTransfer(Spleen, Free + Spleen, release);
        flows.VariableTransfer(Tumor, Free + Tumor, release);
        flows.VariableTransfer(Kidneys, Free + Kidneys, release);
        flows.VariableTransfer(Lungs, Free + Lungs, release);
        flows.VariableTransfer(Rest, Free + Rest, release);
        flows.Produce(Free + Blood, Response, response);
        flows.Eliminate(Response, fading);
    }

    void Permeate<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Exchange(Blood, Spleen, spleen.ParticlesIn, spleen.ParticlesOut);
        flows.Exchange(Blood, Tumor, tumor.ParticlesIn, tumor.ParticlesOut);
        flows.Exchange(Blood, Lungs, lungs.ParticlesIn, lungs.ParticlesOut);
    }

    /// <summary>Particles through vessels that the response closes.</summary>
    void PermeateUntilClosed<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        R response = flows[Response];
        R openLiver = R.Exp(-(closesLiver * response)), openKidneys = R.Exp(-(closesKidneys * response)),
            openRest = R.Exp(-(closesRest * response));
        Permeate<R, TFlows>(ref flows, Liver, in liver, openLiver);
        Permeate<R, TFlows>(ref flows, Kidneys, in kidneys, openKidneys);
        Permeate<R, TFlows>(ref flows, Rest, in rest, openRest);
    }

    void Perfuse<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Exchange(Free + Blood, Free + Liver, liver.DrugIn, liver.DrugOut);
        flows.Exchange(Free + Blood, Free + Tumor, tumor.DrugIn, tumor.DrugOut);
        flows.Exchange(Free + Blood, Free + Kidneys, kidneys.DrugIn, kidneys.DrugOut);
        flows.Exchange(Free + Blood, Free + Lungs, lungs.DrugIn, lungs.DrugOut);
        flows.Exchange(Free + Blood, Free + Rest, rest.DrugIn, rest.DrugOut);
        flows.Transfer(Free + Blood, Free + Spleen, spleen.DrugIn);
        flows.Transfer(Free + Spleen, Free + Liver, spleen.DrugOut);
        flows.Eliminate(Free + Liver, elimination);
    }

    /// <summary>Particles through vessels of which the response leaves so much open.</summary>
    static void Permeate<R, TFlows>(ref TFlows flows, int place, in Organ<T> organ, R open)
        where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T> =>
        flows.Flow(Blood, place, open * (organ.ParticlesIn * flows[Blood] - organ.ParticlesOut * flows[place]));

    /// <summary>The concentration in plasma, then those in organs as they are weighed, with the blood in them: there an output has the
    /// number of its node.</summary>
    [MethodImpl(Inline)]
    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T>
    {
        T particles = y[Blood], drug = y[Free + Blood];
        if (output == 0)
            return encapsulatedInPlasma * particles + freeInPlasma * drug;
        (T blood, T concentration) = output switch
        {
            Liver => (liver.Blood, liver.Concentration),
            Spleen => (spleen.Blood, spleen.Concentration),
            Tumor => (tumor.Blood, tumor.Concentration),
            Kidneys => (kidneys.Blood, kidneys.Concentration),
            _ => (lungs.Blood, lungs.Concentration),
        };
        return concentration * (y[output] + y[Free + output] + blood * (particles + drug));
    }

    /// <summary>Volumes, flows and permeabilities of one mouse.</summary>
    readonly record struct Anatomy<TNumber>(
        Organ<TNumber> Liver, Organ<TNumber> Spleen, Organ<TNumber> Tumor, Organ<TNumber> Kidneys, Organ<TNumber> Lungs,
        Organ<TNumber> Rest,
        TNumber BloodConcentration)
        where TNumber : unmanaged, IReal<TNumber>
    {
        public static Anatomy<TNumber> From<TParameters>(TParameters row) where TParameters : struct, IParameters<TNumber>
        {
            TNumber mass = row[4], tumor = row[5], dose = row[3] * mass;
            TNumber liver = mass * row[6], spleen = mass * row[7], kidneys = mass * row[8], lungs = mass * row[9];
            TNumber rest = mass - liver - spleen - kidneys - lungs - mass * row[10] - tumor;
            TNumber blood = mass * row[10] + liver * row[11] + spleen * row[12] + tumor * row[13] + kidneys * row[14] + lungs * row[15];
            TNumber none = TNumber.FromDouble(0), toSpleen = TNumber.FromDouble(14.88);
            var body = new Body(blood, dose);
            // Blood flows in mL/h; the liver gets from the spleen what the arteries do not bring.
            return new(
                body.Organ(liver, row[11], Mass * LiverShare, row[16], row[22], TNumber.FromDouble(181.92),
                TNumber.FromDouble(181.92) - toSpleen),
                body.Organ(spleen, row[12], Mass * SpleenShare, row[17], row[23], toSpleen, toSpleen),
                body.Organ(tumor, row[13], TumorMass, row[18], row[24], row[28] * tumor, row[28] * tumor),
                body.Organ(kidneys, row[14], Mass * KidneyShare, row[19], row[25], TNumber.FromDouble(124.6), TNumber.FromDouble(124.6)),
                body.Organ(lungs, row[15], Mass * LungShare, row[20], row[26], TNumber.FromDouble(678), TNumber.FromDouble(678)),
                body.Organ(rest, none, Mass * RestShare, row[21], row[27], TNumber.FromDouble(371.48), TNumber.FromDouble(371.48)),
                dose / blood);
        }

        /// <summary>Blood (mL) and dose (ug) of the mouse.</summary>
        readonly record struct Body(TNumber Blood, TNumber Dose)
        {
            /// <summary>An organ from its mass, its blood over its volume, the mass its permeability is for, that, the partition of drug,
            /// and the blood through and into it.</summary>
            public Organ<TNumber> Organ(TNumber mass, TNumber vessels, double reference, TNumber permeability, TNumber partition,
                TNumber through, TNumber into)
            {
                TNumber tissue = mass * (1 - vessels), surface = permeability * mass * TNumber.FromDouble(1 / reference);
                return new(
                    surface / (TNumber.FromDouble(1 - Hematocrit) * Blood), surface / (TNumber.FromDouble(ParticlePartition) * tissue),
                    into / Blood, TNumber.FromDouble(InBlood) * through / (partition * tissue), mass * vessels / Blood, Dose / mass);
            }
        }
    }
}
