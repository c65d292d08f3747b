using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;

namespace SurrogateEngine.Kernels;

/// <summary>A weak base that permeates a liposome's bilayer where it carries no charge.</summary>
sealed class LiposomePermeationModel : ReleaseModel
{
    const string Theory = "permeation of the neutral form: Fugit & Anderson, PMC3993891; Modi & Anderson, Mol. Pharm. 10 (2013) 3076";
    const string Charge = "partition of ions at a charged surface, exp(-z F psi / (R T)), z = 1";

    /// <inheritdoc/>
    public override string Name => "liposome-permeation";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "permeation of the neutral form of a weak base through a bilayer, with partition into it, its surface charge and a schedule of pH";

    /// <inheritdoc/>
    public override string Source => Theory;

    /// <inheritdoc/>
    public override string Mechanism => "membrane";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "n = 1 / (1 + 10^(pKa - pH))   (neutral share, inside with pHi, outside with pH)",
        "g = n / (1 + K phi (n + (1 - n) exp(-F psi / (R T))))   (neutral and in water, of all; outside K phi = 0)",
        "dA/dt = -(3 P / r) (g_i A - g_o A_o v / (1 - v)),  dA_o/dt = -dA/dt",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "Both pH are held by buffers.",
        "The ion permeates not at all.",
        "Partition into the bilayer is at equilibrium; the potential acts on ions alone.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Drug that has precipitated inside: use liposome-precipitate.",
        "Membranes near their transition: use thermo-liposome.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Closed exponential for two volumes, pH 4 to 7.4: within 1e-8.",
        "Ionic partition at -60 to 60 mV: 1e-9.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("P", "nm/h", 10, 10000, Scale.Log, "permeability of the bilayer for the neutral form", Theory) { DomainLow = 0 },
        new("r", "nm", 30, 200, Scale.Log, "inner radius", Theory) { SizePower = 1 },
        new("pKa", "", 7, 9.5, Scale.Linear, "of the base", Theory),
        new("pHi", "", 4, 7.4, Scale.Linear, "pH inside", Theory) { DomainLow = 0, DomainHigh = 14 },
        new("Kphi", "", 0.01, 10, Scale.Log, "partition coefficient of the neutral form times the volume of lipid over that of water inside", Theory) { DomainLow = 0 },
        new("psi", "mV", -60, 60, Scale.Linear, "potential of the bilayer's surface, near the zeta potential", Charge)
        {
            DomainLow = -200,
            DomainHigh = 200,
        },
        new("v", "", 0.0001, 0.1, Scale.Log, "volume inside over all volume", Theory) { DomainHigh = 0.999 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("pH", "", InputKind.Level, 7.4, "pH outside", "blood") { DomainLow = 0, DomainHigh = 14 },
    ];

    /// <summary>Six hours in blood, then a tumor.</summary>
    public override Schedule DefaultSchedule { get; } = new([0, 6], [7.4, 6.7]);

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose outside"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 72, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 1e-5;

    /// <inheritdoc/>
    public override double DefaultAbsoluteTolerance => 1e-8;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new CompartmentProgram<LiposomePermeation<T>, T, State2<T>>();
}

/// <summary>
/// dA/dt = -k_out A + k_in F,  dF/dt = -dA/dt, with rates that change at events only.
/// </summary>
readonly struct LiposomePermeation<T>(T outward, T inward) : ICompartmentModel<LiposomePermeation<T>, T, State2<T>>
    where T : unmanaged, IReal<T>
{
    readonly T outward = outward, inward = inward;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Outputs => 1;
    public static int Inputs => 1;

    [MethodImpl(Inline)]
    public static LiposomePermeation<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T neutral = 1 - Ionization.Protonated(parameters[2], parameters[3]);
        T outside = 1 - Ionization.Protonated(parameters[2], parameters[7]);
        T ions = (1 - neutral) * T.Exp(T.FromDouble(-PerMillivolt) * parameters[5]);
        T rate = 3 * parameters[0] / parameters[1], volume = parameters[6];
        return new(rate * neutral / (1 + parameters[4] * (neutral + ions)), rate * outside * volume / (1 - volume));
    }

    public State2<T> Start => new(T.FromDouble(1), T.FromDouble(0));

    [MethodImpl(Inline)]
    public State2<T> Rate(T t, State2<T> y)
    {
        T release = outward * y.A - inward * y.B;
        return new(-release, release);
    }

    /// <summary>F / (R T) at 37 degC, 1/mV.</summary>
    const double PerMillivolt = 96.48533212 / (8.31446261815324 * 310.15);

    [MethodImpl(Inline)]
    public T Output(State2<T> y, int output) => y.B;
}
