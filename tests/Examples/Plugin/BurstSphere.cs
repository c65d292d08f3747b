using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Programs;
using SurrogateEngine.Kernels.Spheres;

namespace ExamplePlugin;

/// <summary>A sphere model of one's own: plain diffusion into a perfect sink beside a burst.</summary>
public sealed class BurstSphereLaw : ReleaseLaw
{
    public override string Name => "burst-sphere";

    public override int Version => 1;

    public override string Summary => "diffusion out of a sphere into a perfect sink, beside a burst";

    public override string Source => "example of a plugin";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("tau", "d", 1, 100, Scale.Log, "diffusion time R^2/D", "example"),
        new("phi", "", 0.02, 0.4, Scale.Log, "fraction of the dose in the burst pool", "example") { DomainLow = 0, DomainHigh = 0.999 },
        new("kb", "1/d", 1, 50, Scale.Log, "burst rate", "example") { DomainLow = 0 },
    ];

    public override IReadOnlyList<Output> Outputs { get; } = [new("Q", "", "fraction of the dose released")];

    public override IReadOnlyList<double> DefaultTimes { get; } = TimeGrid.Geometric(1e-2, 30, 32);

    public override string DefaultSolver => "rodas4";

    public override int DefaultShells => 16;

    public override LawProgram<T> Program<T>() => new SphereProgram<BurstSphere<T>, T>();
}

/// <summary>dc/dt = div(grad c) / tau,  dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J.</summary>
public readonly struct BurstSphere<T>(T invTau, T phi, T kb) : ISphereLaw<BurstSphere<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, phi = phi, kb = kb;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int Drivers => 1;
    public static int Baths => 1;
    public static int FeltDrivers => 0;
    public static int Outputs => 1;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static BurstSphere<T> From<TRow>(TRow row) where TRow : struct, IRow<T> => new(1 / row[0], row[1], row[2]);

    public Few<T> StartShell => new(T.Of(1));
    public Few<T> StartDrivers => new(phi);
    public Few<T> StartBaths => new(T.Of(0));

    [MethodImpl(Inline)]
    public Few<R> Climate<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(invTau * R.Of(1));

    [MethodImpl(Inline)]
    public Few<R> Diffusivity<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => climate;

    [MethodImpl(Inline)]
    public Few<R> Reaction<R>(Few<R> shell, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Few<R> DriverRates<R>(Few<R> drivers, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kb * drivers.A));

    [MethodImpl(Inline)]
    public Few<R> SurfaceFlux<R>(Few<R> shell, Few<R> conductance, Few<R> baths, Few<R> climate) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * shell.A);

    [MethodImpl(Inline)]
    public Few<R> BathRates<R>(Few<R> baths, Few<R> flux, Few<R> drivers) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kb * drivers.A + (T.Of(1) - phi) * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Bath(0);
}
