using SurrogateEngine.Kernels;
using SurrogateEngine.Kernels.Integration;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Integration;

/// <summary>The PLGA sphere with a diffusivity that a schedule multiplies, and a dose that adds to its burst pool.</summary>
sealed class SwitchedSphereModel : ReleaseModel
{
    static readonly PlgaSphereModel Inner = new();

    public override string Name => "switched-sphere";
    public override int Version => 1;
    public override string Summary => "a sphere whose diffusivity jumps";
    public override string Source => "plga-sphere";
    public override IReadOnlyList<Parameter> Parameters => Inner.Parameters;
    public override IReadOnlyList<Output> Outputs => Inner.Outputs;
    public override IReadOnlyList<double> DefaultTimes => Inner.DefaultTimes;
    public override string DefaultSolver => "rodas5p";
    public override int DefaultShells => 16;
    public override IReadOnlyList<Input> Inputs { get; } =
    [
        new("speed", "", InputKind.Level, 1, "multiplies the diffusivity", "nobody") { DomainLow = 0 },
        new("dose", "", InputKind.Dose, 0, "added to the burst pool", "nobody"),
    ];

    public override ModelProgram<T> Program<T>() => new SphereProgram<SwitchedSphere<T>, T>();
}

readonly struct SwitchedSphere<T>(PlgaSphere<T> inner, T speed, T dose) : ISphereModel<SwitchedSphere<T>, T> where T : unmanaged, IReal<T>
{
    readonly PlgaSphere<T> inner = inner;
    readonly T speed = speed, dose = dose;

    public static int Species => 1;
    public static int AutonomousPools => 2;
    public static int Receptors => 1;
    public static int Outputs => 1;
    public static int Inputs => 2;
    public static bool UniformDiffusivity => true;

    public static SwitchedSphere<T> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(PlgaSphere<T>.From(row), row[8], row[9]);

    public static Vec3<T> DosedPools(SwitchedSphere<T> model, Vec3<T> pools) => new(pools.A, pools.B + model.dose);

    public Vec3<T> StartShell => inner.StartShell;
    public Vec3<T> StartPools => inner.StartPools;
    public Vec3<T> StartReceptors => inner.StartReceptors;

    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(speed * inner.SharedCoefficients(pools, t).A);

    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => shared;

    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => default;

    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => inner.PoolRates(pools, t);

    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.SurfaceFlux(shell, conductance, receptors, shared);

    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.ReceptorRates(receptors, flux, pools);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => view.Receptor(0);
}
