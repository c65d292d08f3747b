using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A particle whose surface an enzyme erodes while the enzyme itself fades.</summary>
sealed class EnzymeErosionModel : ReleaseModel
{
    const string Kinetics = "surface erosion by an adsorbing enzyme that loses activity";

    /// <inheritdoc/>
    public override string Name => "enzyme-erosion";

    /// <inheritdoc/>
    public override int Version => 2;

    /// <inheritdoc/>
    public override string Summary => "erosion of a sphere's surface by an enzyme that fades, with doses of enzyme";

    /// <inheritdoc/>
    public override string Source => Kinetics;

    /// <inheritdoc/>
    public override string Mechanism => "stimulus";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dE/dt = -kd E   (a dose adds to it)",
        "dM/dt = -3 (v/R) E / (K + E) M^(2/3),  dF/dt = -dM/dt",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Drug is evenly spread and leaves with the matrix.",
        "The particle stays a sphere.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Drug that diffuses out faster than the surface recedes: use diffusion-sphere.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Cube of a radius that shrinks evenly: 1e-5; the core that a fading enzyme leaves: 1e-3.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "radius at the start", Kinetics) { SizePower = 1 },
        new("v", "nm/h", 2, 200, Scale.Log, "speed at which the surface recedes under full coverage", Kinetics) { DomainLow = 0 },
        new("K", "", 0.1, 10, Scale.Log, "enzyme, in usual doses, that covers half of the surface", Kinetics),
        new("kd", "1/h", 0.01, 1, Scale.Log, "rate at which enzyme loses its activity", Kinetics) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("dose", "", InputKind.Dose, 1, "enzyme that arrives, in usual doses", "given at the start") { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("E", "1", "active enzyme, in usual doses"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Linear(0.375, 24, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<EnzymeErosion<T>, T, State3<T>>();
}

/// <summary>dE/dt = -kd E,  dM/dt = -3 (v / R) E / (K + E) M^(2/3),  dF/dt = -dM/dt: the radius recedes at v E / (K + E).</summary>
readonly struct EnzymeErosion<T>(T speed, T half, T fading, T dose) : ICompartmentModel<EnzymeErosion<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T speed = speed, half = half, fading = fading, dose = dose;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;
    public static int Inputs => 1;

    [MethodImpl(Inline)]
    public static EnzymeErosion<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(3 * parameters[1] / parameters[0], parameters[2], parameters[3], parameters[4]);

    public State3<T> Start => new(T.FromDouble(0), T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public static State3<T> Dosed(EnzymeErosion<T> model, State3<T> y) => new(y.A + model.dose, y.B, y.C);

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T release = speed * y.A / (half + y.A) * Shrinking.Power(y.B, T.FromDouble(2.0 / 3));
        return new(-(fading * y.A), -release, release);
    }

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.C : y.A;
}
