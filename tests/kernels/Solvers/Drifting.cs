using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Tests.Kernels.Solvers;

/// <summary>Whether a model owns up to looking at the time.</summary>
interface IHonesty
{
    static abstract bool Says { get; }
}

readonly struct Honest : IHonesty
{
    public static bool Says => true;
}

readonly struct Silent : IHonesty
{
    public static bool Says => false;
}

/// <summary>A sphere whose shared coefficient grows as 1 + 0.3 t^2 and whose autonomous pools run 1 + 0.5 t times as fast.</summary>
readonly struct Drifting<TInner, T, THonesty>(TInner inner) : ISphereModel<Drifting<TInner, T, THonesty>, T>
    where TInner : unmanaged, ISphereModel<TInner, T>
    where T : unmanaged, IReal<T>
    where THonesty : struct, IHonesty
{
    readonly TInner inner = inner;

    public static int Species => TInner.Species;
    public static int AutonomousPools => TInner.AutonomousPools;
    public static int Receptors => TInner.Receptors;
    public static int CoupledPools => TInner.CoupledPools;
    public static int Outputs => TInner.Outputs;
    public static bool UniformDiffusivity => TInner.UniformDiffusivity;
    public static bool Reacts => TInner.Reacts;
    public static bool DependsOnTime => THonesty.Says;

    public static Drifting<TInner, T, THonesty> From<TParameters>(TParameters row) where TParameters : struct, IParameters<T> =>
        new(TInner.From(row));

    public Vec3<T> StartShell => inner.StartShell;
    public Vec3<T> StartPools => inner.StartPools;
    public Vec3<T> StartReceptors => inner.StartReceptors;

    public Vec3<R> SharedCoefficients<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> =>
        (1 + 0.3 * t * t) * inner.SharedCoefficients(pools, t);

    public Vec3<R> Diffusivity<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.Diffusivity(shell, shared);

    public Vec3<R> Reaction<R>(Vec3<R> shell, Vec3<R> shared) where R : unmanaged, IReal<R>, IOver<R, T> => inner.Reaction(shell, shared);

    public Vec3<R> PoolRates<R>(Vec3<R> pools, R t) where R : unmanaged, IReal<R>, IOver<R, T> => (1 + 0.5 * t) * inner.PoolRates(pools, t);

    public Vec3<R> SurfaceFlux<R>(Vec3<R> shell, Vec3<R> conductance, Vec3<R> receptors, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.SurfaceFlux(shell, conductance, receptors, shared);

    public Vec3<R> ReceptorRates<R>(Vec3<R> receptors, Vec3<R> flux, Vec3<R> pools) where R : unmanaged, IReal<R>, IOver<R, T> =>
        inner.ReceptorRates(receptors, flux, pools);

    public T Output<TView>(TView view, int output) where TView : struct, ISphereView<T> => inner.Output(view, output);
}
