using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Drug bound to and free in a nanocarrier, released into plasma, exchanged with tissue and eliminated.</summary>
sealed class NanocarrierPlasmaModel : ReleaseModel
{
    const string Carrier = "liposomes, half-lives of minutes to days: Zeng, An & Wu, J. Drug Deliv. 2011, 370308";
    const string Body = "two-compartment kinetics of small molecules; rates usual in compartment analysis";

    /// <inheritdoc/>
    public override string Name => "nanocarrier-plasma";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "reversible binding in a nanocarrier, release into plasma, exchange with tissue, saturable elimination";

    /// <inheritdoc/>
    public override string Source =>
        "Zeng, An & Wu, J. Drug Deliv. 2011, 370308 (carrier); two compartments with Michaelis-Menten elimination (body)";

    /// <inheritdoc/>
    public override string Mechanism => "body";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc/dt = -(kS + kon) c + koff a,  da/dt = kon c - koff a   (free and bound drug in the carrier)",
        "dp/dt = kS c - k12 p + k21 q - w,  dq/dt = k12 p - k21 q   (plasma and tissue)",
        "dE/dt = w = Vm p / (Km + p)   (eliminated)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Free and bound drug in the carrier are at equilibrium when it is given.",
        "The carrier itself is not cleared: all drug leaves it by release.",
        "Plasma and tissue are well stirred; elimination saturates.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Not where carriers are taken up or cleared with their drug: see thermo-liposome or mouse-pbpk.",
        "Not for release by diffusion through a thick matrix, which starts with the square root of time.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Zeng, An and Wu's closed form of the release: within 1e-8 of the dose.",
        "Far below saturation the sum of three exponentials of a two-compartment body: within 1e-7.",
        "An independent reference solution, all number types: within 2e-5 (released) and 5e-6 (plasma, eliminated).",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kS", "1/d", 0.2, 5, Scale.Log, "release rate of the free drug in the carrier", Carrier) { DomainLow = 0 },
        new("kon", "1/d", 0.1, 5, Scale.Log, "rate at which free drug binds to the carrier", Carrier) { DomainLow = 0 },
        new("koff", "1/d", 0.05, 2, Scale.Log, "rate at which bound drug comes free", Carrier),
        new("k12", "1/d", 0.2, 5, Scale.Log, "rate from plasma to tissue", Body) { DomainLow = 0 },
        new("k21", "1/d", 0.2, 5, Scale.Log, "rate from tissue to plasma", Body) { DomainLow = 0 },
        new("Vm", "1/d", 0.1, 1, Scale.Log, "largest elimination rate, in doses a day", Body) { DomainLow = 0 },
        new("Km", "", 0.1, 1, Scale.Log, "fraction of the dose in plasma at half the largest elimination rate", Body),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("P", "", "fraction of the dose in plasma"),
        new("E", "", "fraction of the dose eliminated"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() =>
        new CompartmentProgram<NanocarrierPlasma<T>, T, StatePair<State2<T>, State3<T>, T>>();
}

/// <summary>
/// Carrier, at equilibrium when it is given: dc/dt = -(kS + kon) c + koff a,  da/dt = kon c - koff a.
/// Body: dp/dt = kS c - k12 p + k21 q - w,  dq/dt = k12 p - k21 q,  de/dt = w,  w = Vm p / (Km + p).
/// What was released is p + q + e; 1 - c - a would cancel in single precision.
/// </summary>
readonly struct NanocarrierPlasma<T>(T kS, T kon, T koff, T k12, T k21, T vm, T km) : ICompartmentModel<NanocarrierPlasma<T>, T,
    StatePair<State2<T>, State3<T>, T>>
    where T : unmanaged, IReal<T>
{
    readonly T kS = kS, kon = kon, koff = koff, k12 = k12, k21 = k21, vm = vm, km = km;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 3;

    [MethodImpl(Inline)]
    public static NanocarrierPlasma<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], parameters[5], parameters[6]);

    public StatePair<State2<T>, State3<T>, T> Start
    {
        get
        {
            T perAll = 1 / (kon + koff);
            return new(new(koff * perAll, kon * perAll), new(T.FromDouble(0), T.FromDouble(0), T.FromDouble(0)));
        }
    }

    [MethodImpl(Inline)]
    public StatePair<State2<T>, State3<T>, T> Rate(T t, StatePair<State2<T>, State3<T>, T> y)
    {
        var ((free, bound), (plasma, tissue, _)) = y;
        T release = kS * free, binding = kon * free - koff * bound, exchange = k12 * plasma - k21 * tissue;
        T elimination = vm * plasma / (km + plasma);
        return new(new(-(release + binding), binding), new(release - exchange - elimination, exchange, elimination));
    }

    [MethodImpl(Inline)]
    public T Output(StatePair<State2<T>, State3<T>, T> y, int output)
    {
        var (plasma, tissue, eliminated) = y.Second;
        return output == 0 ? plasma + tissue + eliminated : output == 1 ? plasma : eliminated;
    }
}
