using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Drug bound to and free in a carrier that empties into a sink: three rates.</summary>
sealed class CarrierBindingModel : ReleaseModel
{
    const string Paper = "Zeng, An & Wu, J. Drug Deliv. 2011, 370308";

    /// <inheritdoc/>
    public override string Name => "carrier-binding";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "reversible binding in a carrier without space, and release of what is free: three rates";

    /// <inheritdoc/>
    public override string Source => Paper;

    /// <inheritdoc/>
    public override string Mechanism => "affinity";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc/dt = -(kS + kon) c + koff a,  da/dt = kon c - koff a,  dF/dt = kS c",
        "c = koff / (kon + koff) at the start",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Free and bound drug are at equilibrium when the carrier is put into the medium.",
        "There are sites to spare.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Carriers in which diffusion takes long: use affinity-sphere.",
        "Release into a body: use nanocarrier-plasma.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Closed biexponential of the paper: 1e-8; mean time (1 + K)/kS + K/((1 + K) koff): 0.1 %.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kS", "1/h", 0.02, 5, Scale.Log, "release rate of the free drug", Paper) { DomainLow = 0 },
        new("kon", "1/h", 0.01, 5, Scale.Log, "rate at which free drug binds", Paper) { DomainLow = 0 },
        new("koff", "1/h", 0.01, 2, Scale.Log, "rate at which bound drug comes free", Paper),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("bound", "", "fraction of the dose bound"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 168, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "dopri5";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<CarrierBinding<T>, T, State3<T>>();
}

/// <summary>
/// dc/dt = -(kS + kon) c + koff a,  da/dt = kon c - koff a,  dF/dt = kS c, from equilibrium of c and a.
/// </summary>
readonly struct CarrierBinding<T>(T kS, T kon, T koff) : ICompartmentModel<CarrierBinding<T>, T, State3<T>>
    where T : unmanaged, IReal<T>
{
    readonly T kS = kS, kon = kon, koff = koff;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;

    [MethodImpl(Inline)]
    public static CarrierBinding<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1], parameters[2]);

    public State3<T> Start => new(koff / (kon + koff), kon / (kon + koff), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State3<T> Rate(T t, State3<T> y)
    {
        T release = kS * y.A, binding = kon * y.A - koff * y.B;
        return new(-(release + binding), binding, release);
    }

    [MethodImpl(Inline)]
    public T Output(State3<T> y, int output) => output == 0 ? y.C : y.B;
}
