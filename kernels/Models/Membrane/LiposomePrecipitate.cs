using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A liposome in which the drug has precipitated: what is dissolved permeates and is replaced until no solid is left.</summary>
sealed class LiposomePrecipitateModel : ReleaseModel
{
    const string Loading = "loading of weak bases by ammonium sulfate: Haran et al., Biochim. Biophys. Acta 1151 (1993) 201";

    /// <inheritdoc/>
    public override string Name => "liposome-precipitate";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "release from a liposome whose drug has precipitated: of zeroth order until the solid is gone, then of first";

    /// <inheritdoc/>
    public override string Source => Loading;

    /// <inheritdoc/>
    public override string Mechanism => "membrane";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dS/dt = -kdis (x - D) S / (S + 0.001)   (solid)",
        "dD/dt = -dS/dt - k D,  dF/dt = k D   (dissolved inside, released)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Solid dissolves toward the solubility and neither ages nor forms anew once it is gone.",
        "The medium is a sink.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Drug that has not precipitated: use liposome-permeation.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Line, then exponential where solid dissolves fast: 1e-3.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("k", "1/h", 0.02, 2, Scale.Log, "permeation rate of what is dissolved", Loading) { DomainLow = 0 },
        new("x", "", 0.01, 0.9, Scale.Log, "solubility times inner volume over dose", Loading) { DomainHigh = 1 },
        new("kdis", "1/h", 20, 500, Scale.Log, "rate at which solid brings the solution to its solubility", Loading) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("S", "", "fraction of the dose that is solid"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 168, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-7;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<LiposomePrecipitate<T>, T, State3<T>>();
}

/// <summary>
/// dS/dt = -kdis (x - D) S / (S + 0.001),  dD/dt = -dS/dt - k D,  dF/dt = k D; at the start the solution is saturated.
/// </summary>
readonly struct LiposomePrecipitate<T>(T k, T soluble, T speed) : ICompartmentModel<LiposomePrecipitate<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T k = k, soluble = soluble, speed = speed;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;

    [MethodImpl(Inline)]
    public static LiposomePrecipitate<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1], parameters[2]);

    public State3<T> Start => new(1 - soluble, soluble, T.FromDouble(0));

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T left = T.Max(y.A, T.FromDouble(0)), dissolution = speed * (soluble - y.B) * y.A / (left + Trace), release = k * y.B;
        return new(-dissolution, dissolution - release, release);
    }

    /// <summary>Solid of which half of the surface is left.</summary>
    const double Trace = 1e-3;

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.C : y.A;
}
