using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Magnetic particles that an alternating field heats, and a drug whose release has an activation energy.</summary>
sealed class MagneticReleaseModel : ReleaseModel
{
    const string Heating = "Rosensweig, J. Magn. Magn. Mater. 252 (2002) 370";

    /// <inheritdoc/>
    public override string Name => "magnetic-release";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "release from a carrier that magnetic particles heat in an alternating field, with a schedule of the field";

    /// <inheritdoc/>
    public override string Source => Heating;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "tauN = sqrt(pi)/2 tau0 e^G / sqrt(G),  G = K V / (k T),  tauB = 3 eta Vh / (k T),  1/tau = 1/tauN + 1/tauB",
        "xi = mu0 Md H V / (k T),  chi0 = (mu0 c Md^2 V / (3 k T)) (3/xi) (coth xi - 1/xi)",
        "P = pi mu0 f H^2 chi0 w tau / (1 + (w tau)^2),  w = 2 pi f",
        "dT/dt = P / (rho cp) - B T   (above 37 degC)",
        "dD/dt = -k D,  k = k37 exp(-Ea/R (1/T - 1/310.15 K)),  dF/dt = k D",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Particles are alike, magnetite in water at 37 degC, far from each other.",
        "The heated volume is well mixed.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Fields with xi above 1 are beyond linear response; fields with H f above 485 kA/m MHz beyond what patients bear.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Worked table of eight particles: power within 1e-6; power as the field squared and greatest at w tau = 1.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("d", "nm", 8, 20, Scale.Linear, "diameter of the magnetic core", Heating),
        new("delta", "nm", 1, 5, Scale.Linear, "thickness of its coating", Heating) { DomainLow = 0 },
        new("c", "", 1e-4, 1e-3, Scale.Log, "volume of magnetic cores over all volume", Heating) { DomainLow = 0 },
        new("Ka", "kJ/m3", 10, 30, Scale.Log, "anisotropy", Heating),
        new("B", "1/h", 8, 60, Scale.Log, "rate at which it cools", Heating),
        new("k37", "1/h", 0.01, 0.3, Scale.Log, "release rate at 37 degC", Heating) { DomainLow = 0 },
        new("Ea", "kJ/mol", 60, 180, Scale.Linear, "activation energy of the release", Heating) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("H", "kA/m", InputKind.Level, 0, "amplitude of the field", "off") { DomainLow = 0, DomainHigh = 100 },
        new("f", "kHz", InputKind.Level, 300, "frequency of the field", "usual") { DomainLow = 0.001, DomainHigh = 10_000 },
    ];

    /// <summary>Ten minutes of field after half an hour and after two.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 0.5, 0.6666667, 2, 2.1666667], [0, 300, 3, 300, 0, 300, 3, 300, 0, 300]);

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("dT", "K", "warming above 37 degC"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.0625, 4, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-7;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<MagneticRelease<T>, T, State3<T>>();
}

/// <summary>
/// dT/dt = P / (rho cp) - B T above 37 degC,  dD/dt = -k(T) D,  dF/dt = k(T) D; P changes at events only.
/// </summary>
readonly struct MagneticRelease<T>(HeatedRelease<T> heated) : ICompartmentModel<MagneticRelease<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly HeatedRelease<T> heated = heated;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;
    public static int Inputs => 2;

    [MethodImpl(Inline)]
    public static MagneticRelease<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T power = Rosensweig.Power(parameters[0], parameters[1], parameters[2], parameters[3], parameters[7], parameters[8]);
        return new(new HeatedRelease<T>(T.FromDouble(HeatedRelease<T>.PerWattHour) * power, parameters[4], parameters[5], parameters[6]));
    }

    public State3<T> Start => HeatedRelease<T>.Start;

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y) => heated.Rate(y);

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.C : y.A;
}
