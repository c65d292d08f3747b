using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Network;

namespace SurrogateEngine.Kernels;

/// <summary>A drug in liposomes that circulate, leave vessels in a tumor and release there and in blood; and the cells it kills.</summary>
sealed class LiposomeTumorModel : ReleaseModel
{
    const string Rat = "rat of 250 g with doxorubicin in liposomes: Harashima et al., J. Control. Release 61 (1999) 93, as in public code of it";

    /// <inheritdoc/>
    public override string Name => "liposome-tumor";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "liposomal doxorubicin: release in blood and tumor, uptake by tumor cells, killed and growing cells";

    /// <inheritdoc/>
    public override string Source => "Harashima et al., J. Control. Release 61 (1999) 93 (structure); rates of a rat as in public code of it";

    /// <inheritdoc/>
    public override string Mechanism => "body";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "Vl dCl/dt = Q (Cc - Cl) - (kres + krel) Vl Cl   (liposomes in blood)",
        "Vcap dCc/dt = Q (Cl - Cc) - (krel + ktu) Vcap Cc,  Vint dCi/dt = ktu Vcap Cc - krel Vint Ci   (in the tumor's vessels, among its cells)",
        "Vc dCb/dt = krel Vl Cl - (k12 + kel) Vc Cb + k21 X + Q (Ce - Cb),  dX/dt = k12 Vc Cb - k21 X   (free in blood and body)",
        "Ve dCe/dt = Q (Cb - Ce) + kte Vtu Ct - ket Ve Ce + krel (Vcap Cc + Vint Ci),  Vtu dCt/dt = ket Ve Ce - kte Vtu Ct   (free in the tumor)",
        "d ln N/dt = ks - kill fu Ce   (tumor cells)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Liposomes release at one rate wherever they are; those among the tumor's cells are lost by release alone.",
        "The tumor weighs 1 g, takes nothing noticeable from the body and keeps its volumes while cells die.",
        "Cells die in proportion to free drug around them and grow exponentially.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Not for other species: flows and volumes are those of a rat.",
        "Not for release that heat or acid triggers: see thermo-liposome.",
        "By the area under Ce alone slower release is always better; what is best for killing depends on growth and dose.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "An independent solution, two doses, seven rates: areas to 1e-4, largest kills to that solution's step.",
        "Drug that is neither cleared nor eliminated is conserved.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("krel", "1/h", 0.005, 0.5, Scale.Log, "release rate of the liposomes", Rat) { DomainLow = 0 },
        new("C0", "ug/mL", 2, 30, Scale.Log, "drug in liposomes in blood when given", Rat) { DomainLow = 0 },
        new("kres", "1/h", 0.03, 0.12, Scale.Log, "rate at which liposomes are cleared from blood", Rat) { DomainLow = 0 },
        new("ktu", "1/h", 3.5, 14, Scale.Log, "rate at which liposomes leave the tumor's vessels", Rat) { DomainLow = 0 },
        new("kel", "1/h", 0.8, 3, Scale.Log, "rate at which free drug is eliminated from blood", Rat) { DomainLow = 0 },
        new("k12", "1/h", 2.5, 10, Scale.Log, "rate of free drug from blood to the body", Rat) { DomainLow = 0 },
        new("k21", "1/h", 0.45, 1.8, Scale.Log, "rate of free drug from the body to blood", Rat) { DomainLow = 0 },
        new("ket", "1/h", 1.1, 4.5, Scale.Log, "rate of free drug into the tumor's cells", Rat) { DomainLow = 0 },
        new("kte", "1/h", 0.024, 0.1, Scale.Log, "rate of free drug out of the tumor's cells", Rat) { DomainLow = 0 },
        new("Q", "mL/h", 5, 20, Scale.Log, "blood flow through a tumor of 1 g", Rat) { DomainLow = 0 },
        new("kill", "mL/ug h", 8, 32, Scale.Log, "rate at which cells die, per concentration of unbound drug", Rat) { DomainLow = 0 },
        new("fu", "", 0.1, 0.4, Scale.Log, "unbound share of the drug around the cells", Rat) { DomainLow = 0, DomainHigh = 1 },
        new("ks", "1/h", 0.01, 0.06, Scale.Log, "rate at which cells grow", Rat) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("B", "ug/mL", "free drug in blood"),
        new("E", "ug/mL", "free drug around the tumor's cells"),
        new("A", "ug h/mL", "area under E"),
        new("N", "1", "natural logarithm of the tumor's cells over those at the start"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(0.1, 2000, 96);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new NetworkProgram<LiposomeTumor<T>, T>();
}

/// <summary>
/// Drug in liposomes (blood, tumor's vessels, among its cells) and free (blood, body, around the tumor's cells, in them) as fractions of
/// the dose; beside them what was released, the area under Ce and ln N, which feed back on nothing.
/// </summary>
readonly struct LiposomeTumor<T> : INetworkModel<LiposomeTumor<T>, T> where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    const int Liposomes = 0, Vessels = 1, Among = 2, Blood = 3, Body = 4, Around = 5, Cells = 6, Released = 7, Area = 8, LogCells = 9;

    /// <summary>Volumes of a rat of 250 g and a tumor of 1 g, mL.</summary>
    const double Vl = 16.7, Vc = 515, Vcap = 0.0285, Vint = 0.323, Vtu = 0.648, Ve = Vcap + Vint;

    readonly T krel, c0, kres, ktu, kel, k12, k21, ket, kte, flow, kill, ks;

    LiposomeTumor(T krel, T c0, T kres, T ktu, T kel, T k12, T k21, T ket, T kte, T flow, T kill, T ks) =>
        (this.krel, this.c0, this.kres, this.ktu, this.kel, this.k12, this.k21, this.ket, this.kte, this.flow, this.kill, this.ks) =
        (krel, c0, kres, ktu, kel, k12, k21, ket, kte, flow, kill, ks);

    public static int Nodes => 10;

    public static int Outputs => 5;

    public static LiposomeTumor<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10] * row[11], row[12]);

    public T Start(int node) => node == Liposomes ? T.FromDouble(1) : T.FromDouble(0);

    public R Input<R>(int input, R t) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public void Flows<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Exchange(Liposomes, Vessels, flow * T.FromDouble(1 / Vl), flow * T.FromDouble(1 / Vcap));
        flows.Eliminate(Liposomes, kres);
        flows.Transfer(Vessels, Among, ktu);
        Release<R, TFlows>(ref flows);
        flows.Exchange(Blood, Body, k12, k21);
        flows.Exchange(Blood, Around, flow * T.FromDouble(1 / Vc), flow * T.FromDouble(1 / Ve));
        flows.Eliminate(Blood, kel);
        flows.Exchange(Around, Cells, ket, kte);
        T around = Concentration(Ve);
        flows.Produce(Around, Area, around);
        flows.Produce(Around, LogCells, -(kill * around));
        flows.Change(LogCells, R.Lift(ks));
    }

    void Release<R, TFlows>(ref TFlows flows) where R : unmanaged, IReal<R>, IOver<R, T> where TFlows : struct, IFlows<R, T>
    {
        flows.Transfer(Liposomes, Blood, krel);
        flows.Transfer(Vessels, Around, krel);
        flows.Transfer(Among, Around, krel);
        for (int place = Liposomes; place <= Among; place++)
            flows.Produce(place, Released, krel);
    }

    /// <summary>Concentration (ug/mL) in a volume (mL) that holds the whole dose.</summary>
    [MethodImpl(Inline)]
    T Concentration(double volume) => c0 * T.FromDouble(Vl / volume);

    [MethodImpl(Inline)]
    public T Output<TAmounts>(TAmounts y, int output) where TAmounts : struct, IAmounts<T> => output switch
    {
        0 => y[Released],
        1 => Concentration(Vc) * y[Blood],
        2 => Concentration(Ve) * y[Around],
        3 => y[Area],
        _ => y[LogCells],
    };
}
