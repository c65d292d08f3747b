using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Circulating liposomes that open when they are heated past their membrane's transition, given in doses.</summary>
sealed class ThermoLiposomeModel : ReleaseModel
{
    const string Rates =
        "release rates of low-temperature-sensitive liposomes, 1e-4 to 1e-3 1/s at 37 degC and 0.02 to 0.1 1/s at 41 to 43 degC";
    const string Membrane = "transition of phospholipid membranes a few degrees above body temperature";
    const string Circulation = "doxorubicin and its liposomes in plasma";

    /// <inheritdoc/>
    public override string Name => "thermo-liposome";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "heat-triggered release from circulating liposomes, with a schedule of temperature and doses";

    /// <inheritdoc/>
    public override string Source => "first-order release with a temperature-dependent rate; Haemmerich, Cancers 15 (2023) 398";

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dA/dt = -(k + kc) A,  k = kl + (kh - kl) / (1 + exp((Tm - T) / w))   (drug inside liposomes; a dose adds to it)",
        "dC/dt = k A - ke C,  dF/dt = k A   (free drug, released)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Liposomes open and close at once as the temperature changes.",
        "Release is first order; liposomes are cleared with what they hold.",
        "The temperature is that of the whole volume; heat takes no time to get there.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Not for a membrane that heals or ages, nor for precipitated drug, whose release is limited by its dissolution.",
        "Not for drug that goes into tissue: see mouse-pbpk.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Exponentials of every interval between events: within 2e-9 of the dose at a tight tolerance.",
        "Without clearance all that was injected comes out, to 1e-8.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kl", "1/h", 0.36, 3.6, Scale.Log, "release rate far below the transition", Rates) { DomainLow = 0 },
        new("kh", "1/h", 72, 360, Scale.Log, "release rate far above the transition", Rates) { DomainLow = 0 },
        new("Tm", "degC", 39, 42, Scale.Linear, "transition temperature of the membrane", Membrane) { DomainLow = -273.15 },
        new("w", "K", 0.2, 0.6, Scale.Log, "width of the transition", Membrane),
        new("kc", "1/h", 0.05, 1, Scale.Log, "clearance rate of liposomes with what they hold", Circulation) { DomainLow = 0 },
        new("ke", "1/h", 0.1, 10, Scale.Log, "elimination rate of the released drug", Circulation) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("T", "degC", InputKind.Level, 37, "temperature of the heated tissue", "body temperature") { DomainLow = 0, DomainHigh = 100 },
        new("dose", "", InputKind.Dose, 0, "amount injected, as a fraction of the total dose", "injections count from the schedule")
        {
            DomainLow = 0
        },
    ];

    /// <summary>The whole dose at once, and half an hour of heat an hour later.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 1, 1.5], [37, 1, 42, 0, 37, 0]);

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the total dose released"),
        new("C", "", "fraction of the total dose released and not yet eliminated"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.0625, 4, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<ThermoLiposome<T>, T, State4<T>>();
}

/// <summary>
/// dA/dt = -(k + kc) A,  dX/dt = kc A,  dC/dt = k A - ke C,  dF/dt = k A  with  k = kl + (kh - kl) / (1 + exp((Tm - T) / w));
/// a dose adds to A, the drug inside liposomes; X is what was cleared with them. k changes at events only.
/// </summary>
readonly struct ThermoLiposome<T>(T k, T kc, T ke, T dose) : ICompartmentModel<ThermoLiposome<T>, T, State4<T>>
    where T : unmanaged, IReal<T>
{
    readonly T k = k, kc = kc, ke = ke, dose = dose;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;
    public static int Inputs => 2;

    [MethodImpl(Inline)]
    public static ThermoLiposome<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T low = parameters[0], open = 1 / (1 + T.Exp((parameters[2] - parameters[6]) / parameters[3]));
        return new(T.Fma(parameters[1] - low, open, low), parameters[4], parameters[5], parameters[7]);
    }

    public State4<T> Start => new(T.FromDouble(0), T.FromDouble(0), T.FromDouble(0), T.FromDouble(0));

    [MethodImpl(Inline)]
    public static State4<T> Dosed(ThermoLiposome<T> model, State4<T> y) => new(y.A + model.dose, y.B, y.C, y.D);

    [MethodImpl(Inline)]
    public State4<T> Rate(T t, State4<T> y)
    {
        T release = k * y.A, cleared = kc * y.A;
        return new(-(release + cleared), cleared, release - ke * y.C, release);
    }

    [MethodImpl(Inline)]
    public T Output(State4<T> y, int output) => output == 0 ? y.D : y.C;
}
