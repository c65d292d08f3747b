using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>Burst pool beside a slow pool that erodes by Michaelis-Menten kinetics, into a receptor with elimination.</summary>
sealed class BurstErosionModel : ReleaseModel
{
    const string Ranges = "benchmark problem P1";

    /// <inheritdoc/>
    public override string Name => "burst-erosion";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "burst pool, slow pool with Michaelis-Menten erosion, receptor with elimination";

    /// <inheritdoc/>
    public override string Source => "two-pool release with saturable surface erosion; benchmark problem P1";

    /// <inheritdoc/>
    public override string Mechanism => "erosion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dB/dt = -kb B,  B(0) = phi   (burst pool)",
        "dS/dt = -r,  r = ks S + Vm S / (Km + S),  S(0) = 1 - phi   (slow pool)",
        "dF/dt = kb B + r   (released),  dR/dt = kb B + r - ke R   (receptor)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Two pools of drug, each well mixed; nothing goes from one to the other.",
        "Erosion of the slow pool saturates as an enzyme's does.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "An empirical model: its rates do not follow from size, polymer or temperature; use plga-sphere or plga-local for those.",
        "Not for a lag followed by fast release: the slow pool is fastest at the start.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Without saturable erosion the sum of two exponentials: within 1e-8 of the dose.",
        "An independent reference solution, all number types: within 1e-5 (released) and 5e-5 (receptor).",
        "Without elimination the receptor holds what was released to 1e-12.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("phi", "", 0.1, 0.6, Scale.Log, "fraction of the dose in the burst pool", Ranges) { DomainLow = 0, DomainHigh = 1 },
        new("kb", "1/d", 0.2, 5, Scale.Log, "release rate of the burst pool", Ranges) { DomainLow = 0 },
        new("ks", "1/d", 0.01, 0.2, Scale.Log, "first-order release rate of the slow pool", Ranges) { DomainLow = 0 },
        new("Vm", "1/d", 0.005, 0.1, Scale.Log, "largest erosion rate of the slow pool", Ranges) { DomainLow = 0 },
        new("Km", "", 0.05, 1, Scale.Log, "slow-pool fraction at half the largest erosion rate", Ranges),
        new("ke", "1/d", 0.1, 2, Scale.Log, "elimination rate from the receptor", Ranges) { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("R", "", "fraction of the dose in the receptor"),
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
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<BurstErosion<T>, T, State4<T>>();
}

/// <summary>
/// dB/dt = -kb B,  dS/dt = -r,  r = ks S + Vm S / (Km + S),  dR/dt = kb B + r - ke R,  dF/dt = kb B + r.
/// The released fraction F is a state of its own: 1 - B - S would cancel in single precision.
/// </summary>
readonly struct BurstErosion<T>(T phi, T kb, T ks, T vm, T km, T ke) : ICompartmentModel<BurstErosion<T>, T, State4<T>>
    where T : unmanaged, IReal<T>
{
    readonly T phi = phi, kb = kb, ks = ks, vm = vm, km = km, ke = ke;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 2;

    [MethodImpl(Inline)]
    public static BurstErosion<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], parameters[5]);

    public State4<T> Start => new(phi, 1 - phi, T.FromDouble(0), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State4<T> Rate(T t, State4<T> y)
    {
        var (burst, slow, receptor, _) = y;
        T erosion = ks * slow + vm * slow / (km + slow);
        T release = kb * burst + erosion;
        return new(-(kb * burst), -erosion, release - ke * receptor, release);
    }

    [MethodImpl(Inline)]
    public T Output(State4<T> y, int output) => output == 0 ? y.D : y.C;
}
