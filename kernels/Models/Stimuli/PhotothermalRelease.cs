using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Particles that turn light into heat, and a drug whose release has an activation energy.</summary>
sealed class PhotothermalReleaseModel : ReleaseModel
{
    const string Heating = "photothermal heating of suspensions: energy balance with linear cooling";

    /// <inheritdoc/>
    public override string Name => "photothermal-release";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "release from particles that light heats, with a schedule of laser power";

    /// <inheritdoc/>
    public override string Source => Heating;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dT/dt = eta P (1 - 10^-A) / (m cp) - B T   (above 37 degC)",
        "dD/dt = -k D,  k = k37 exp(-Ea/R (1/T - 1/310.15 K)),  dF/dt = k D",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The heated mass is well mixed, of the heat capacity of water.",
        "Cooling is in proportion to the warming.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Temperatures at which water boils or tissue coagulates.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Closed form of the warming: 2e-8; of cooling and of release in the dark: 1e-8.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("eta", "", 0.1, 0.8, Scale.Log, "light turned into heat, of what is absorbed", Heating) { DomainLow = 0, DomainHigh = 1 },
        new("A", "", 0.1, 2, Scale.Log, "absorbance", Heating) { DomainLow = 0 },
        new("m", "g", 0.5, 5, Scale.Log, "mass that is heated, mostly water", Heating),
        new("B", "1/h", 8, 60, Scale.Log, "rate at which it cools", Heating),
        new("k37", "1/h", 0.01, 0.3, Scale.Log, "release rate at 37 degC", Heating) { DomainLow = 0 },
        new("Ea", "kJ/mol", 60, 180, Scale.Linear, "activation energy of the release", Heating) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("P", "W", InputKind.Level, 0, "power of the laser", "off") { DomainLow = 0, DomainHigh = 100 },
    ];

    /// <summary>Ten minutes of a quarter watt after half an hour and after two.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 0.5, 0.6666667, 2, 2.1666667], [0, 0.25, 0, 0.25, 0]);

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
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<PhotothermalRelease<T>, T, State3<T>>();
}

/// <summary>
/// dT/dt = eta P (1 - 10^-A) / (m cp) - B T above 37 degC, with the heat capacity cp of water;  dD/dt = -k(T) D,  dF/dt = k(T) D.
/// </summary>
readonly struct PhotothermalRelease<T>(HeatedRelease<T> heated) : ICompartmentModel<PhotothermalRelease<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly HeatedRelease<T> heated = heated;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;
    public static int Inputs => 1;

    [MethodImpl(Inline)]
    public static PhotothermalRelease<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T absorbed = parameters[0] * (1 - Ionization.TenTo(-parameters[1])) * parameters[6];
        T heating = T.FromDouble(HeatedRelease<T>.PerWattHour) * absorbed / parameters[2];
        return new(new HeatedRelease<T>(heating, parameters[3], parameters[4], parameters[5]));
    }

    public State3<T> Start => HeatedRelease<T>.Start;

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y) => heated.Rate(y);

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.C : y.A;
}
