using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>Drug that binds reversibly to the sites of a sphere's matrix while it diffuses out, with burst and a finite receptor.</summary>
sealed class AffinitySphereModel : ReleaseModel
{
    const string Affinity = "affinity hydrogels: Vo & Meere, Cell. Mol. Bioeng. 8 (2015)";
    const string Sphere = "as in the model plga-sphere";

    /// <inheritdoc/>
    public override string Name => "affinity-sphere";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "diffusion out of a sphere that binds the drug reversibly at a limited number of sites, with burst and a finite receptor";

    /// <inheritdoc/>
    public override string Source => "Vo & Meere, Cell. Mol. Bioeng. 8 (2015); Crank, The Mathematics of Diffusion, 2nd ed., ch. 14";

    /// <inheritdoc/>
    public override string Mechanism => "affinity";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc/dt = div(grad c)/tau - w,  db/dt = w,  w = koff (K (1 - load b) c - b)   (free and bound drug in every shell)",
        "dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J   (burst pool, released; J is the flux out of the sphere)",
        "c at the surface = Q / ((1 - phi) kappa)   (receptor)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The sphere keeps its size and its sites; drug and sites are at equilibrium when release begins.",
        "All sites bind alike, one drug molecule each; only free drug diffuses.",
        "The receptor is well stirred, and no boundary layer resists at the surface.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Not for a matrix that degrades or swells meanwhile: its sites and its diffusivity would change.",
        "Without binding sites plga-sphere with k = 0 says the same with fewer parameters.",
        "K and koff cannot both be told from one release curve when binding is much faster than diffusion; fix koff then.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Series of the sphere with reversible binding, receptor empty: within 0.5 %.",
        "Fast binding, D/(1 + K): within 1e-4 of the dose.",
        "An independent reference solution of 64 formulations, all number types: within 1e-4.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("tau", "d", 0.01, 10, Scale.Log, "diffusion time R^2/D of the free drug", Sphere) { SizePower = 2 },
        new("K", "", 1, 1000, Scale.Log, "bound over free drug at equilibrium while most sites are empty", Affinity) { DomainLow = 0 },
        new("koff", "1/d", 0.1, 1000, Scale.Log, "rate at which bound drug comes free", Affinity) { DomainLow = 0 },
        new("load", "", 0.01, 2, Scale.Log, "drug over binding sites at the start", Affinity),
        new("phi", "", 0.01, 0.3, Scale.Log, "fraction of the dose in the burst pool", Sphere) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate", Sphere) { DomainLow = 0 },
        new("kappa", "", 100, 10000, Scale.Log,
        "receptor volume over particle volume, divided by the partition coefficient of the free drug", Affinity),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("Q", "", "fraction of the dose released"),
        new("b", "", "bound drug left, mean over the sphere and relative to all drug in it at the start"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<AffinitySphere<T>, T>();
}

/// <summary>
/// Species c (free) and b (bound), in units of all drug in a shell at the start, where they are at equilibrium:
/// dc/dt = div(grad c)/tau - w,  db/dt = w,  w = koff (K (1 - load b) c - b);
/// dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J, with the receptor's c_s = Q / ((1 - phi) kappa) just outside the surface.
/// </summary>
readonly struct AffinitySphere<T>(T invTau, T affinity, T koff, T load, T phi, T kb, T kappa) : ISphereModel<AffinitySphere<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, affinity = affinity, koff = koff, load = load, phi = phi, kb = kb;
    readonly T core = T.FromDouble(1) - phi;
    readonly T outside = T.FromDouble(1) / ((T.FromDouble(1) - phi) * kappa);

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 2;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 0;
    public static int Outputs => 2;
    public static bool UniformDiffusivity => true;
    public static bool Reacts => true;
    public static bool ReactionsKeepTotal => true;

    [MethodImpl(Inline)]
    public static AffinitySphere<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(1 / parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], parameters[5], parameters[6]);

    public Vec3<T> StartShell
    {
        get
        {
            T free = BindingSites.FreeAtEquilibrium(affinity, load);
            return new(free, affinity * free / (1 + load * (affinity * free)));
        }
    }

    public Vec3<T> StartPools => new(phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => pools;

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => new(R.Lift(invTau));

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R free = shell.A, bound = shell.B;
        R binding = koff * (affinity * (free * (1 - load * bound)) - bound);
        return new(-binding, binding);
    }

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kb * pools.A));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * (shell.A - outside * receptors.A));

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kb * pools.A + core * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => output == 0 ? view.Receptor(0) : view.Mean(1);
}
