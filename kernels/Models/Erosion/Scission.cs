using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>A sphere of a polymer whose chains are cut at random bonds, and a diffusivity that follows: what such models share.</summary>
abstract class ScissionModel : ReleaseModel
{
    /// <summary>Where the moments come from.</summary>
    protected const string Moments = "moments of the chain lengths under random scission: McCoy & Madras, AIChE J. 43 (1997) 802";

    const string Sphere = "as in the model plga-sphere";

    /// <summary>Parameters before those of the diffusivity.</summary>
    protected static IReadOnlyList<Parameter> Common { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "radius", Sphere) { SizePower = 1 },
        new("Mn0", "kDa", 5, 100, Scale.Log, "number-average molar mass of the polymer at the start", Moments),
        new("pdi", "", 1.2, 2.2, Scale.Linear, "weight- over number-average molar mass at the start; 2 is the most probable distribution", Moments)
        {
            DomainLow = 1,
        },
        new("m0", "Da", 58, 72, Scale.Linear, "molar mass of a unit: 58 glycolide, 72 lactide", "PLGA"),
        new("k", "1/d", 1e-5, 1e-3, Scale.Log, "rate at which a bond is cut", "half of 300-unit chains' mass lost in 3 days to a year") { DomainLow = 0 },
        new("ka", "1/d", 1e-3, 0.1, Scale.Log, "growth of that rate with the acid end groups, of which there is one a chain, per unit; 0 for none",
            "autocatalysis in PLGA is weak at the level of chemistry: Lazzari et al., Polym. Degrad. Stab. 110 (2014) 80")
        {
            DomainLow = 0,
        },
        new("phi", "", 0.02, 0.4, Scale.Log, "fraction of the dose in the burst pool", Sphere) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate", Sphere) { DomainLow = 0 },
    ];

    /// <summary>The equations but for the diffusivity.</summary>
    protected static IReadOnlyList<string> Kinetics { get; } =
    [
        "dXn/dt = -w Xn (Xn - 1),  dXw/dt = -(w/3) (Xw (2 Xw - Xn) - 1),  w = k + ka/Xn   (units a chain)",
        "Mn = m0 Xn,  Mw = m0 Xw,  Xn = Mn0/m0 and Xw = pdi Xn at the start",
        "dc/dt = (D/R^2) lap c,  c = 0 at the surface;  dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J",
    ];

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Mechanism => "erosion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "All bonds are alike; water and bonds are in excess; the sphere degrades evenly and keeps its size.",
        "The third moment follows from the first three as in a gamma distribution, which the most probable one is nearly: 0.4 % of Xw.",
        "Acid end groups stay; the medium is a sink.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Acid that diffuses out while the polymer degrades: use plga-local.",
        "Cuts at the chains' ends, as in strong acid: the mass falls, the lengths hardly do.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("Q", "", "fraction of the dose released"),
        new("Mn", "kDa", "number-average molar mass of the polymer"),
        new("Mw", "kDa", "weight-average molar mass of the polymer"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 90, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override double DefaultRelativeTolerance => 2e-5;

    /// <inheritdoc/>
    public override int DefaultShells => 32;
}

/// <summary>How a diffusivity follows the lengths of the chains.</summary>
interface IDegradingDiffusivity<TSelf, T> where TSelf : unmanaged, IDegradingDiffusivity<TSelf, T> where T : unmanaged, IReal<T>
{
    /// <summary>At one row of the parameter table, whose first eight columns are the sphere's.</summary>
    static abstract TSelf From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>;

    /// <summary>In nm2/d, at units a chain by number and by weight.</summary>
    R Of<R>(R number, R weight) where R : unmanaged, IReal<R>, IOver<R, T>;
}

/// <summary>
/// Pools Xn, Xw and the burst: dXn/dt = -w Xn (Xn - 1),  dXw/dt = -(w/3) (Xw (2 Xw - Xn) - 1),  w = k + ka/Xn;
/// dc/dt = (D/R^2) lap c,  c = 0 at the surface;  dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J.
/// </summary>
readonly struct Scission<T, TDiffusivity>(T area, T number, T weight, T unit, T k, T byAcid, T phi, T kb, TDiffusivity diffusivity)
    : ISphereModel<Scission<T, TDiffusivity>, T>
    where T : unmanaged, IReal<T>
    where TDiffusivity : unmanaged, IDegradingDiffusivity<TDiffusivity, T>
{
    readonly T area = area, number = number, weight = weight, unit = unit, k = k, byAcid = byAcid, phi = phi, kb = kb;
    readonly T core = T.FromDouble(1) - phi;
    readonly TDiffusivity diffusivity = diffusivity;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int AutonomousPools => 3;
    public static int Receptors => 1;
    public static int CoupledPools => 2;
    public static int Outputs => 3;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static Scission<T, TDiffusivity> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T radius = row[0], units = 1000 * row[1] / row[3];
        return new(1 / (radius * radius), units, row[2] * units, T.FromDouble(1e-3) * row[3], row[4], row[5], row[6], row[7],
            TDiffusivity.From(row));
    }

    public Vec3<T> StartShell => new(T.FromDouble(1));
    public Vec3<T> StartPools => new(number, weight, phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(area * diffusivity.Of(R.Max(R.FromDouble(1), pools.A), R.Max(R.FromDouble(1), pools.B)));

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => shared;

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R xn = pools.A, xw = pools.B;
        R cuts = R.Lift(k) + R.Lift(byAcid) / xn;
        return new(-(cuts * (xn * (xn - 1))), R.FromDouble(-1.0 / 3) * (cuts * (xw * (xw + xw - xn) - 1)), -(kb * pools.C));
    }

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> => new(conductance.A * shell.A);

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kb * pools.C + core * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> =>
        output == 0 ? view.Receptor(0) : unit * (output == 1 ? view.AutonomousPool(0) : view.AutonomousPool(1));
}
