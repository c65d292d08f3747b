using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;

namespace SurrogateEngine.Kernels;

/// <summary>Drug diffusing out of a sphere whose polymer degrades autocatalytically, with burst and a finite bath.</summary>
sealed class PlgaSphereLaw : ReleaseLaw
{
    const string Ranges = "benchmark problem P2";

    /// <inheritdoc/>
    public override string Name => "plga-sphere";

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override string Summary => "diffusion out of an autocatalytically degrading polymer sphere, with burst and a finite bath";

    /// <inheritdoc/>
    public override string Source => "Ford Versypt, Pack & Braatz, J. Control. Release 165 (2013) 29; benchmark problem P2";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("R", "nm", 50, 500, Scale.Log, "particle radius", Ranges),
        new("tau", "d", 0.1, 100, Scale.Log, "diffusion time R^2/D0 of the intact polymer", Ranges),
        new("alpha", "", 0.5, 5, Scale.Log, "growth of the diffusivity with degradation, D = D0 exp(alpha (1 - m))", Ranges) { DomainLow = 0 },
        new("k", "1/d", 0.005, 0.2, Scale.Log, "hydrolysis rate of the polymer", Ranges) { DomainLow = 0 },
        new("beta", "", 1, 20, Scale.Log, "autocatalysis by acid end groups", Ranges) { DomainLow = 0 },
        new("phi", "", 0.02, 0.4, Scale.Log, "fraction of the dose in the burst pool", Ranges) { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate of a particle of 100 nm radius", Ranges) { DomainLow = 0 },
        new("kappa", "", 2, 100, Scale.Log, "bath volume over particle volume, divided by the partition coefficient", Ranges),
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
    public override LawProgram<T> Program<T>() => new SphereProgram<PlgaSphere<T>, T>();
}

/// <summary>
/// dm/dt = -k m (1 + beta (1 - m)),  D = exp(alpha (1 - m)) / tau,  dB/dt = -kbe B,  dQ/dt = kbe B + (1 - phi) J,
/// with the bath's concentration c_s = Q / ((1 - phi) kappa) just outside the surface.
/// </summary>
readonly struct PlgaSphere<T>(T invTau, T alpha, T k, T beta, T phi, T kbe, T kappa) : ISphereLaw<PlgaSphere<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, alpha = alpha, k = k, beta = beta, phi = phi, kbe = kbe;
    readonly T core = T.Of(1) - phi;
    readonly T outside = T.Of(1) / ((T.Of(1) - phi) * kappa);

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int Drivers => 2;
    public static int Baths => 1;
    public static int FeltDrivers => 1;
    public static int Outputs => 1;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static PlgaSphere<T> From<TRow>(TRow row) where TRow : struct, IRow<T> =>
        new(1 / row[1], row[2], row[3], row[4], row[5], 100 * row[6] / row[0], row[7]);

    public Few<T> StartShell => new(T.Of(1));
    public Few<T> StartDrivers => new(T.Of(1), phi);
    public Few<T> StartBaths => new(T.Of(0));

    [MethodImpl(Inline)]
    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = drivers.A;
        return new(invTau * R.Exp(alpha * (1 - m)));
    }

    [MethodImpl(Inline)]
    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => climate;

    [MethodImpl(Inline)]
    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T>
    {
        R m = drivers.A, burst = drivers.B;
        return new(-(k * (m * (1 + beta * (1 - m)))), -(kbe * burst));
    }

    [MethodImpl(Inline)]
    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * (shell.A - outside * baths.A));

    [MethodImpl(Inline)]
    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kbe * drivers.B + core * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Bath(0);
}
