using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>Drug diffusing out of a sphere whose polymer degrades autocatalytically, with burst and a finite receptor.</summary>
sealed class PlgaSphereModel : ReleaseModel
{
    const string Ranges = "benchmark problem P2";

    /// <inheritdoc/>
    public override string Name => "plga-sphere";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "diffusion out of an autocatalytically degrading polymer sphere, with burst and a finite receptor";

    /// <inheritdoc/>
    public override string Source => "Ford Versypt, Pack & Braatz, J. Control. Release 165 (2013) 29; benchmark problem P2";

    /// <inheritdoc/>
    public override string Mechanism => "erosion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dm/dt = -k m (1 + beta (1 - m))   (polymer)",
        "dc/dt = div(D grad c),  D = exp(alpha (1 - m)) / tau   (drug)",
        "dB/dt = -(100 nm/R) kb B,  dQ/dt = (100 nm/R) kb B + (1 - phi) J   (burst pool, released; J is the flux out of the sphere)",
        "c at the surface = Q / ((1 - phi) kappa)   (receptor)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The polymer degrades evenly over the sphere, which keeps its size; drug diffuses faster as it does.",
        "The drug is dissolved in the polymer; the receptor is well stirred.",
        "Acid stays where it is made: autocatalysis grows with the polymer that is gone.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Large particles that lose acid at their surface degrade from within: use plga-local.",
        "Not for crystals of drug, surface erosion, or layers: release there is limited by something else.",
        "R acts on the burst alone; the diffusion time tau = R^2/D0 is an input of its own.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Crank's sphere in a finite receptor, no degradation, 400 shells: within 0.2 %.",
        "Shells converge at second order; the receptor fills to kappa / (1 + kappa) to 1e-3.",
        "An independent reference solution, all number types: within 1e-4.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "particle radius", Ranges) { SizePower = 1 },
        new("tau", "d", 0.1, 100, Scale.Log, "diffusion time R^2/D0 of the intact polymer", Ranges) { SizePower = 2 },
        new("alpha", "", 0.5, 5, Scale.Log, "growth of the diffusivity with degradation, D = D0 exp(alpha (1 - m))", Ranges)
        {
            DomainLow = 0
        },
        new("k", "1/d", 0.005, 0.2, Scale.Log, "hydrolysis rate of the polymer", Ranges) { DomainLow = 0 },
        new("beta", "", 1, 20, Scale.Log, "autocatalysis by acid end groups", Ranges) { DomainLow = 0 },
        new("phi", "", 0.02, 0.4, Scale.Log, "fraction of the dose in the burst pool", Ranges) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate of a particle of 100 nm radius", Ranges) { DomainLow = 0 },
        new("kappa", "", 2, 100, Scale.Log, "receptor volume over particle volume, divided by the partition coefficient", Ranges),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } = [new("Q", "", "fraction of the dose released")];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<PlgaSphere<T>, T>();
}

/// <summary>
/// dm/dt = -k m (1 + beta (1 - m)),  D = exp(alpha (1 - m)) / tau,  dB/dt = -kbe B,  dQ/dt = kbe B + (1 - phi) J,
/// with the receptor's concentration c_s = Q / ((1 - phi) kappa) just outside the surface.
/// </summary>
readonly struct PlgaSphere<T>(T invTau, T alpha, T k, T beta, T phi, T kbe, T kappa) : ISphereModel<PlgaSphere<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, alpha = alpha, k = k, beta = beta, phi = phi, kbe = kbe;
    readonly T core = T.FromDouble(1) - phi;
    readonly T outside = T.FromDouble(1) / ((T.FromDouble(1) - phi) * kappa);

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int AutonomousPools => 2;
    public static int Receptors => 1;
    public static int CoupledPools => 1;
    public static int Outputs => 1;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static PlgaSphere<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(1 / parameters[1], parameters[2], parameters[3], parameters[4], parameters[5], 100 * parameters[6] / parameters[0],
        parameters[7]);

    public Vec3<T> StartShell => new(T.FromDouble(1));
    public Vec3<T> StartPools => new(T.FromDouble(1), phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = pools.A;
        return new(invTau * R.Exp(alpha * (1 - m)));
    }

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => shared;

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = pools.A, burst = pools.B;
        return new(-(k * (m * (1 + beta * (1 - m)))), -(kbe * burst));
    }

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * (shell.A - outside * receptors.A));

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kbe * pools.B + core * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
