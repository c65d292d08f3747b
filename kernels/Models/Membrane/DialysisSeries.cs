using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A carrier in a dialysis bag: what is measured outside has passed two barriers.</summary>
sealed class DialysisSeriesModel : ReleaseModel
{
    const string Fugit = "Modi & Anderson, Mol. Pharm. 10 (2013) 3076; Fugit & Anderson, PMC3993891";

    /// <inheritdoc/>
    public override string Name => "dialysis-series";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "release inside a dialysis bag, rebinding to the carrier and passage through the membrane, in series";

    /// <inheritdoc/>
    public override string Source => Fugit;

    /// <inheritdoc/>
    public override string Mechanism => "membrane";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dA/dt = -kr A + ka D   (in the carrier)",
        "dD/dt = kr A - ka D - kd D   (free in the bag)",
        "dF/dt = kd D   (outside)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The bag is well mixed and the medium a sink.",
        "All steps are of first order.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "kr and kd can be exchanged without changing the curve: measure kd with free drug first.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Closed biexponential with and without rebinding: 1e-9; equal rates: 1e-8.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kr", "1/h", 0.01, 5, Scale.Log, "release rate of the carrier", Fugit) { DomainLow = 0 },
        new("ka", "1/h", 0.01, 5, Scale.Log, "rate at which free drug binds to the carrier again", Fugit) { DomainLow = 0 },
        new("kd", "1/h", 0.2, 5, Scale.Log, "rate through the membrane", Fugit) { DomainLow = 0 },
        new("f0", "", 0.01, 0.3, Scale.Log, "fraction of the dose that is free in the bag at the start; 1 in the control with free drug", Fugit) { DomainLow = 0, DomainHigh = 1 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose outside the bag"),
        new("D", "", "fraction of the dose free in the bag"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 72, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<DialysisSeries<T>, T, State3<T>>();
}

/// <summary>
/// dA/dt = -kr A + ka D,  dD/dt = kr A - (ka + kd) D,  dF/dt = kd D.
/// </summary>
readonly struct DialysisSeries<T>(T kr, T ka, T kd, T free) : ICompartmentModel<DialysisSeries<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T kr = kr, ka = ka, kd = kd, free = free;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;

    [MethodImpl(Inline)]
    public static DialysisSeries<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1], parameters[2], parameters[3]);

    public State3<T> Start => new(1 - free, free, T.FromDouble(0));

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T release = kr * y.A - ka * y.B, passage = kd * y.B;
        return new(-release, release - passage, passage);
    }

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.C : y.B;
}
