using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A crystal so small that its curvature makes it more soluble.</summary>
sealed class NanocrystalModel : ReleaseModel
{
    const string Theory = "Ostwald & Freundlich; layer as thick as the radius: Hintz & Johnson, Int. J. Pharm. 51 (1989) 9";

    /// <inheritdoc/>
    public override string Name => "nanocrystal";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "dissolution of nanocrystals whose solubility grows as they shrink (Ostwald-Freundlich)";

    /// <inheritdoc/>
    public override string Source => Theory;

    /// <inheritdoc/>
    public override string Mechanism => "dissolution";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dM/dt = -(3 D s / r0^2) M^(1/3) (exp(lc / r) - q F),  r = max(5 nm, r0 M^(1/3))",
        "dF/dt = -dM/dt,  lc = 2 gamma Vm / (R T)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Crystals are alike, spherical and do not aggregate.",
        "Below a radius of 5 nm curvature adds no more.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Micrometers: use particle-dissolution.",
        "Growth of large crystals at the cost of small ones.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Solubility of radii from 10 to 100 nm: 1e-3; 3/2 power without curvature: 3e-5.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("r0", "nm", 30, 500, Scale.Log, "radius at the start", Theory) { SizePower = 1 },
        new("D", "um2/h", 500000, 5000000, Scale.Log, "diffusivity in the medium", Theory) { DomainLow = 0 },
        new("s", "", 1e-09, 1e-06, Scale.Log, "solubility of large crystals over density of the solid", Theory) { DomainLow = 0 },
        new("lc", "nm", 0.5, 5, Scale.Log, "capillary length 2 gamma Vm / (R T)", Theory) { DomainLow = 0 },
        new("q", "", 0.01, 0.9, Scale.Log, "dose over what the medium dissolves of it; 0 for a sink", Theory)
        {
            DomainLow = 0,
            DomainHigh = 1,
        },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose dissolved"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-4, 24, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-7;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<Nanocrystal<T>, T, State2<T>>();
}

/// <summary>
/// dM/dt = -k M^(1/3) (exp(lc / r) - q F),  k = 3 D s / r0^2,  dF/dt = -dM/dt.
/// </summary>
readonly struct Nanocrystal<T>(T speed, T radius, T capillary, T saturation) : ICompartmentModel<Nanocrystal<T>, T, State2<T>>
    where T : unmanaged, IReal<T>
{
    readonly T speed = speed, radius = radius, capillary = capillary, saturation = saturation;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 1;

    [MethodImpl(Inline)]
    public static Nanocrystal<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T radius = parameters[0];
        return new(T.FromDouble(3e6) * (parameters[1] * parameters[2]) / (radius * radius), radius, parameters[3], parameters[4]);
    }

    public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State2<T> Rate(T t, State2<T> y)
    {
        T third = T.FromDouble(1.0 / 3), left = T.Max(y.A, T.FromDouble(0));
        T now = T.Max(T.FromDouble(5), radius * Shrinking.Power(left, third));
        T release = speed * Shrinking.Power(y.A, third) * (T.Exp(capillary / now) - saturation * y.B);
        return new(-release, release);
    }

    [MethodImpl(Inline)]
    public T Output(State2<T> y, int output) => y.B;
}
