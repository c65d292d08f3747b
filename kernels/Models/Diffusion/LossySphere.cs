using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>Drug that is lost inside a sphere, degraded or bound for good, while it diffuses out: not all of it ever comes out.</summary>
sealed class LossySphereModel : ReleaseModel
{
    const string Crank = "Crank, The Mathematics of Diffusion, 2nd ed., ch. 14";

    /// <inheritdoc/>
    public override string Name => "lossy-sphere";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "diffusion out of a sphere in which the drug degrades or binds irreversibly, into a sink, with burst";

    /// <inheritdoc/>
    public override string Source => Crank;

    /// <inheritdoc/>
    public override string Mechanism => "diffusion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dc/dt = (D/R^2) lap c - k c,  c = 0 at the surface",
        "dl/dt = k c   (lost)",
        "dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "What is lost never comes back.",
        "The medium is a sink.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Binding that lets go again: use affinity-sphere.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Series and the closed form of what ever comes out, 3 (f coth f - 1)/f^2 with f = R sqrt(k/D): within 1e-3 at 100 shells.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "radius", "as in the model diffusion-sphere") { SizePower = 1 },
        new("D", "nm2/d", 100, 100_000, Scale.Log, "diffusivity of the drug in the matrix", "as in the model diffusion-sphere"),
        new("k", "1/d", 0.001, 1, Scale.Log, "rate at which drug inside is lost", "half-lives of a day to years") { DomainLow = 0 },
        new("phi", "", 0.01, 0.3, Scale.Log, "fraction of the dose in the burst pool", "as in the model diffusion-sphere")
        {
            DomainLow = 0,
            DomainHigh = 1,
        },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate", "as in the model diffusion-sphere") { DomainLow = 0 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("Q", "", "fraction of the dose released"),
        new("lost", "", "fraction lost of the drug that was in the sphere"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<LossySphere<T>, T>();
}

/// <summary>
/// Species c (drug) and l (lost): dc/dt = (D/R^2) lap c - k c,  dl/dt = k c,  c = 0 at the surface;  dB/dt = -kb B,
/// dQ/dt = kb B + (1 - phi) J.
/// </summary>
readonly struct LossySphere<T>(T rate, T loss, T phi, T kb) : ISphereModel<LossySphere<T>, T> where T : unmanaged, IReal<T>
{
    readonly T rate = rate, loss = loss, phi = phi, kb = kb, core = T.FromDouble(1) - phi;

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
    public static LossySphere<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>
    {
        T radius = parameters[0];
        return new(parameters[1] / (radius * radius), parameters[2], parameters[3], parameters[4]);
    }

    public Vec3<T> StartShell => new(T.FromDouble(1), T.FromDouble(0));
    public Vec3<T> StartPools => new(phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => pools;

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => new(R.Lift(rate));

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R lost = loss * shell.A;
        return new(-lost, lost);
    }

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kb * pools.A));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> => new(conductance.A * shell.A);

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kb * pools.A + core * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => output == 0 ? view.Receptor(0) : view.Mean(1);
}
