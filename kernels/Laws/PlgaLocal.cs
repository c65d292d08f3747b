using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels;

/// <summary>The PLGA sphere with its chemistry local to every shell: polymer degrades where the acid is, and the acid diffuses out.</summary>
sealed class PlgaLocalLaw : ReleaseLaw
{
    const string Ranges = "benchmark problem P3";

    /// <inheritdoc/>
    public override string Name => "plga-local";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "polymer, diffusing acid and drug local to every shell of a degrading sphere, with burst and a finite bath";

    /// <inheritdoc/>
    public override string Source => "Ford Versypt, Pack & Braatz, J. Control. Release 165 (2013) 29; benchmark problem P3";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. new PlgaSphereLaw().Parameters,
        new("tau_a", "d", 0.01, 10, Scale.Log, "diffusion time of the acid in the intact polymer", Ranges),
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
    public override LawProgram<T> Program<T>() => new SphereProgram<PlgaLocal<T>, T>();
}

/// <summary>
/// Species m (polymer), a (acid), c (drug) with E = exp(alpha (1 - m)) in every shell:
/// dm/dt = -w,  da/dt = w + div(E/tau_a grad a),  dc/dt = div(E/tau grad c),  w = k m (1 + beta a);
/// acid meets a perfect sink, drug the bath's c_s = Q / ((1 - phi) kappa);  dB/dt = -kbe B,  dQ/dt = kbe B + (1 - phi) J_c.
/// </summary>
readonly struct PlgaLocal<T>(T invTau, T alpha, T k, T beta, T phi, T kbe, T kappa, T invTauAcid) : ISphereLaw<PlgaLocal<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, alpha = alpha, k = k, beta = beta, phi = phi, kbe = kbe, invTauAcid = invTauAcid;
    readonly T core = T.Of(1) - phi;
    readonly T outside = T.Of(1) / ((T.Of(1) - phi) * kappa);

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 3;
    public static int Drivers => 1;
    public static int Baths => 1;
    public static int FeltDrivers => 0;
    public static int Outputs => 2;
    public static bool UniformDiffusivity => false;
    public static bool Reacts => true;

    [MethodImpl(Inline)]
    public static PlgaLocal<T> From<TRow>(TRow row) where TRow : struct, IRow<T> =>
        new(1 / row[1], row[2], row[3], row[4], row[5], 100 * row[6] / row[0], row[7], 1 / row[8]);

    public Few<T> StartShell => new(T.Of(1), T.Of(0), T.Of(1));
    public Few<T> StartDrivers => new(phi);
    public Few<T> StartBaths => new(T.Of(0));

    /// <summary>Nothing is shared: every shell has its own climate.</summary>
    [MethodImpl(Inline)]
    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => drivers;

    [MethodImpl(Inline)]
    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = shell.A;
        R softened = R.Exp(alpha * (1 - m));
        return new(R.Of(0), invTauAcid * softened, invTau * softened);
    }

    [MethodImpl(Inline)]
    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = shell.A, acid = shell.B;
        R hydrolysis = k * (m * (1 + beta * acid));
        return new(-hydrolysis, hydrolysis);
    }

    [MethodImpl(Inline)]
    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kbe * drivers.A));

    [MethodImpl(Inline)]
    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(R.Of(0), conductance.B * shell.B, conductance.C * (shell.C - outside * baths.A));

    [MethodImpl(Inline)]
    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kbe * drivers.A + core * flux.C);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => output == 0 ? view.Bath(0) : view.Mean(0);
}
