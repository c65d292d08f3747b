using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Drug on linkers that an enzyme cleaves by Michaelis and Menten.</summary>
sealed class EnzymeCleavageModel : ReleaseModel
{
    const string Kinetics = "Michaelis & Menten, Biochem. Z. 49 (1913) 333; ranges around cathepsin and matrix metalloproteinase substrates";

    /// <inheritdoc/>
    public override string Name => "enzyme-cleavage";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "cleavage of linkers by an enzyme with saturation, with a schedule of the enzyme";

    /// <inheritdoc/>
    public override string Source => Kinetics;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dS/dt = -E Vm S / (Km + S) - k0 S,  dF/dt = -dS/dt",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The enzyme reaches all of the substrate.",
        "Its level is given and is not used up.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Enzymes that cannot enter the carrier: use enzyme-erosion.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Lambert's W function: 1e-8; limits of first and zeroth order: 1e-5.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("Vm", "1/h", 0.05, 5, Scale.Log, "doses an hour that a usual level of enzyme cleaves at most", Kinetics) { DomainLow = 0 },
        new("Km", "", 0.02, 10, Scale.Log, "bound drug, over the dose, at half of that", Kinetics),
        new("k0", "1/h", 0.0005, 0.02, Scale.Log, "cleavage without enzyme", Kinetics) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("E", "", InputKind.Level, 0, "enzyme over its usual level", "healthy tissue") { DomainLow = 0, DomainHigh = 1e6 },
    ];

    /// <summary>Without enzyme for two hours, then with.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 2], [0, 1]);

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("F", "", "fraction of the dose released")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.375, 24, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<EnzymeCleavage<T>, T, State2<T>>();
}

/// <summary>dS/dt = -E Vm S / (Km + S) - k0 S,  dF/dt = -dS/dt.</summary>
readonly struct EnzymeCleavage<T>(T vm, T km, T k0) : ICompartmentModel<EnzymeCleavage<T>, T, State2<T>> where T : unmanaged, IReal<T>
{
    readonly T vm = vm, km = km, k0 = k0;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 1;
    public static int Inputs => 1;

    [MethodImpl(Inline)]
    public static EnzymeCleavage<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0] * parameters[3], parameters[1], parameters[2]);

    public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State2<T> Rate(T t, State2<T> y)
    {
        T release = vm * y.A / (km + y.A) + k0 * y.A;
        return new(-release, release);
    }

    [MethodImpl(Inline)]
    public T Output(State2<T> y, int output) => y.B;
}
