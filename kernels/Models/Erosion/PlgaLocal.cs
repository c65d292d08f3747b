using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels;

/// <summary>The PLGA sphere with its chemistry local to every shell: polymer degrades where the acid is, and the acid diffuses
/// out.</summary>
sealed class PlgaLocalModel : ReleaseModel
{
    const string Ranges = "benchmark problem P3";

    /// <inheritdoc/>
    public override string Name => "plga-local";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary =>
        "polymer, diffusing acid and drug local to every shell of a degrading sphere, with burst and a finite receptor";

    /// <inheritdoc/>
    public override string Source => "Ford Versypt, Pack & Braatz, J. Control. Release 165 (2013) 29; benchmark problem P3";

    /// <inheritdoc/>
    public override string Mechanism => "erosion";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Equations { get; } =
    [
        "dm/dt = -w,  w = k m (1 + beta a)   (polymer in every shell)",
        "da/dt = w + div(E/tau_a grad a),  dc/dt = div(E/tau grad c),  E = exp(alpha (1 - m))   (acid and drug)",
        "dB/dt = -(100 nm/R) kb B,  dQ/dt = (100 nm/R) kb B + (1 - phi) J   (burst pool, released)",
        "c at the surface = Q / ((1 - phi) kappa),  a at the surface = 0",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions { get; } =
    [
        "The sphere keeps its size while its polymer degrades; drug and acid diffuse faster where polymer is gone.",
        "Acid that reaches the surface is washed away: the medium is buffered.",
        "The receptor is well stirred.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Limits { get; } =
    [
        "Small particles that lose their acid at once degrade evenly: plga-sphere says the same at a tenth of the cost.",
        "Not for an unbuffered medium, whose own pH falls, nor for polymers that erode from the surface.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Verification { get; } =
    [
        "Acid that cannot leave: plga-sphere to 1e-6 of the dose.",
        "The dose is conserved to 1e-13.",
        "An independent reference solution, all number types: within 1e-4.",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. new PlgaSphereModel().Parameters,
        new("tau_a", "d", 0.01, 10, Scale.Log, "diffusion time of the acid in the intact polymer", Ranges) { SizePower = 2 },
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Output> Outputs { get; } =
    [
        new("Q", "", "fraction of the dose released"),
        new("m", "", "polymer mass left, mean over the sphere"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-3, 30, 64);

    /// <inheritdoc/>
    public override string DefaultSolver => "rodas5p";

    /// <inheritdoc/>
    public override int DefaultShells => 32;

    /// <inheritdoc/>
    public override ModelProgram<T> Program<T>() => new SphereProgram<PlgaLocal<T>, T>();
}

/// <summary>
/// Species m (polymer), a (acid), c (drug) with E = exp(alpha (1 - m)) in every shell:
/// dm/dt = -w,  da/dt = w + div(E/tau_a grad a),  dc/dt = div(E/tau grad c),  w = k m (1 + beta a);
/// acid meets a perfect sink, drug the receptor's c_s = Q / ((1 - phi) kappa);  dB/dt = -kbe B,  dQ/dt = kbe B + (1 - phi) J_c.
/// </summary>
readonly struct PlgaLocal<T>(T invTau, T alpha, T k, T beta, T phi, T kbe, T kappa, T invTauAcid) : ISphereModel<PlgaLocal<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, alpha = alpha, k = k, beta = beta, phi = phi, kbe = kbe, invTauAcid = invTauAcid;
    readonly T core = T.FromDouble(1) - phi;
    readonly T outside = T.FromDouble(1) / ((T.FromDouble(1) - phi) * kappa);

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 3;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 0;
    public static int Outputs => 2;
    public static bool UniformDiffusivity => false;
    public static bool Reacts => true;
    public static bool ReactionsKeepTotal => true;

    [MethodImpl(Inline)]
    public static PlgaLocal<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(1 / parameters[1], parameters[2], parameters[3], parameters[4], parameters[5], 100 * parameters[6] / parameters[0],
        parameters[7], 1 / parameters[8]);

    public Vec3<T> StartShell => new(T.FromDouble(1), T.FromDouble(0), T.FromDouble(1));
    public Vec3<T> StartPools => new(phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    /// <summary>Nothing is shared: every shell has its own coefficients.</summary>
    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => pools;

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = shell.A;
        R softened = R.Exp(alpha * (1 - m));
        return new(R.FromDouble(0), invTauAcid * softened, invTau * softened);
    }

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = shell.A, acid = shell.B;
        R hydrolysis = k * (m * (1 + beta * acid));
        return new(-hydrolysis, hydrolysis);
    }

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kbe * pools.A));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(R.FromDouble(0), conductance.B * shell.B, conductance.C * (shell.C - outside * receptors.A));

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kbe * pools.A + core * flux.C);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => output == 0 ? view.Receptor(0) : view.Mean(0);
}
