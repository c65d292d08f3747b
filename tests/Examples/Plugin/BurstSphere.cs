using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace ExamplePlugin;

/// <summary>A sphere model of one's own: plain diffusion into a perfect sink beside a burst.</summary>
public sealed class BurstSphereModel : ReleaseModel
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

    public override ModelProgram<T> Program<T>() => new SphereProgram<BurstSphere<T>, T>();
}

/// <summary>dc/dt = div(grad c) / tau,  dB/dt = -kb B,  dQ/dt = kb B + (1 - phi) J.</summary>
public readonly struct BurstSphere<T>(T invTau, T phi, T kb) : ISphereModel<BurstSphere<T>, T>
    where T : unmanaged, IReal<T>
{
    readonly T invTau = invTau, phi = phi, kb = kb;

    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static int Species => 1;
    public static int AutonomousPools => 1;
    public static int Receptors => 1;
    public static int CoupledPools => 0;
    public static int Outputs => 1;
    public static bool UniformDiffusivity => true;

    [MethodImpl(Inline)]
    public static BurstSphere<T> From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T> =>
        new(1 / parameters[0], parameters[1], parameters[2]);

    public Vec3<T> StartShell => new(T.FromDouble(1));
    public Vec3<T> StartPools => new(phi);
    public Vec3<T> StartReceptors => new(T.FromDouble(0));

    [MethodImpl(Inline)]
    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(invTau * R.FromDouble(1));

    [MethodImpl(Inline)]
    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => shared;

    [MethodImpl(Inline)]
    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    [MethodImpl(Inline)]
    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => new(-(kb * pools.A));

    [MethodImpl(Inline)]
    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(conductance.A * shell.A);

    [MethodImpl(Inline)]
    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(kb * pools.A + (T.FromDouble(1) - phi) * flux.A);

    [MethodImpl(Inline)]
    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
