using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>Particles that grow together while they release.</summary>
sealed class AggregatingSphereModel : ReleaseModel
{
    const string Theory = "Derjaguin & Landau 1941; Verwey & Overbeek 1948; Fuchs, Z. Phys. 89 (1934) 736; Smoluchowski 1917";
    const string Option = "an option, not a law: the size of an aggregate acts on release as that of a sphere";

    /// <inheritdoc/>
    public override string Name => "aggregating-sphere";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "diffusion out of charged particles that aggregate past their DLVO barrier to an effective size";

    /// <inheritdoc/>
    public override string Source => Theory;

    /// <inheritdoc/>
    public override string Mechanism => "diffusion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "V/kT = (8 R / lB) tanh(e zeta / (4 kT))^2 exp(-h/ld) - (A/6) (2 R^2/(h^2 + 4 R h) + 2 R^2/(h + 2 R)^2 + ln((h^2 + 4 R h)/(h + 2 R)^2))",
        "W = int exp(V/kT) / (h + 2 R)^2 dh / int exp(VA/kT) / (h + 2 R)^2 dh from h = 0.3 nm,  ld = 0.304 nm / sqrt(I / 1 M)",
        "dN/dt = -N^2 / th,  th = 3 eta W / (4 kT n0)   (particles left, over those at the start)",
        "dc/dt = (D / Re^2) lap c,  Re = R N^(-1/df),  c = 0 at the surface,  dF/dt = J",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The zeta potential is that of the surface; no steric layer, no hydration; water at 25 degC, lB = 0.714 nm.",
        "Particles meet by diffusion alone; all are of the mean size.",
        "Drug leaves an aggregate as it would a sphere of the aggregate's size; the medium is a sink.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "PEG and proteins: what they do to stability is not in this theory. No law leads from zeta to release.",
        "A barrier above 80 kT is taken as one of 80: nothing aggregates past either.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Stability ratios of 20 potentials and salts, from 1 to 1e31: 3 % of W, in single precision too.",
        "Without aggregation diffusion-sphere to 1e-6; particles by Smoluchowski 1 / (1 + t / th): 1e-6.",
    ];

    /// <inheritdoc/>
    public override string TimeUnit => "h";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 30, 200, Scale.Log, "radius of a single particle", Theory),
        new("D", "nm2/h", 10, 1000, Scale.Log, "diffusivity of the drug in the particle", "as in diffusion-sphere") { DomainLow = 0 },
        new("zeta", "mV", -50, -10, Scale.Linear, "zeta potential; its sign does nothing", Theory) { DomainLow = -200, DomainHigh = 200 },
        new("I", "mM", 1, 200, Scale.Log, "ionic strength of the medium, single charges", Theory),
        new("A", "", 0.7, 5, Scale.Log, "Hamaker constant over kT: 0.7 to 2 lipid, 1 to 3 polymer, more for metals", Theory) { DomainLow = 0 },
        new("n0", "1/mL", 1e9, 1e12, Scale.Log, "particles in the medium", Option) { DomainLow = 0 },
        new("df", "", 1.8, 3, Scale.Linear, "fractal dimension of aggregates: 1.8 open, 3 grown together", Option) { DomainLow = 1, DomainHigh = 3 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("F", "", "fraction of the dose released"),
        new("N", "", "particles left, aggregates counting as one"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 72, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<AggregatingSphere<T>, T>();
}

/// <summary>
/// dN/dt = -N^2/th;  dc/dt = (D/R^2) N^(2/df) lap c,  c = 0 at the surface,  dF/dt = J.
/// </summary>
readonly struct AggregatingSphere<T>(T rate, T meeting, T power) : ISphereModel<AggregatingSphere<T>, T> where T : unmanaged, IReal<T>
{
    readonly T rate = rate, meeting = meeting, power = power;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 1;
    public static int Outputs => 2;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static AggregatingSphere<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T>
    {
        T radius = row[0];
        return new(row[1] / (radius * radius), Dlvo.Rate(radius, row[2], row[3], row[4], row[5]), 2 / row[6]);
    }

    public Vec3<T> StartShell => new(T.FromDouble(1));
    public Vec3<T> StartPools => new(T.FromDouble(1));
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(rate * R.Exp(power * R.Log(R.Max(R.FromDouble(1e-30), pools.A))));

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => shared;

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(meeting * (pools.A * pools.A)));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> => new(conductance.A * shell.A);

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> =>
        output == 0 ? view.Receptor(0) : view.AutonomousPool(0);
}
