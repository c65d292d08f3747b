using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// The flux through the face between two shells, and its derivatives: F = g (D + D_next) / 2 (c - c_next), or g D (c - c_next) where all
/// shells share one diffusivity. Whoever needs it, rates, stages, matrices or cotangents, in plain numbers or dual ones, asks here.
/// </summary>
static class SphereFace<TModel, T>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>What the sum of both diffusivities is taken times: g / 2, or g where there is but one.</summary>
    [MethodImpl(Inline)]
    public static T Weight(T conductance) => TModel.UniformDiffusivity ? conductance : T.Scale(T.FromDouble(0.5), conductance);

    /// <summary>Flux for each unit of c - c_next; also dF/dc and -dF/dc_next as far as neither diffusivity looks at c.</summary>
    [MethodImpl(Inline)]
    public static R Through<R>(T weight, R diffusivity, R next) where R : unmanaged, IReal<R>, IOver<R, T> =>
        weight * (TModel.UniformDiffusivity ? diffusivity : diffusivity + next);

    /// <summary>The flux.</summary>
    [MethodImpl(Inline)]
    public static R Flux<R>(T weight, R diffusivity, R next, R drop) where R : unmanaged, IReal<R>, IOver<R, T> =>
        Through(weight, diffusivity, next) * drop;

    /// <summary>The fluxes of all species.</summary>
    [MethodImpl(Inline)]
    public static Vec3<R> Flux<R>(T weight, Vec3<R> diffusivity, Vec3<R> next, Vec3<R> drop) where R : unmanaged, IReal<R>, IOver<R, T> =>
        new(Flux(weight, diffusivity.A, next.A, drop.A), Flux(weight, diffusivity.B, next.B, drop.B),
            Flux(weight, diffusivity.C, next.C, drop.C));

    /// <summary>dF by what moves the sum of both diffusivities by <paramref name="change"/>.</summary>
    [MethodImpl(Inline)]
    public static T ByDiffusivity(T weight, T drop, T change) => T.Scale(weight, drop) * change;

    /// <summary>dF/dc, or dF/dc_next of minus <paramref name="through"/>, where the diffusivity beside moves by
    /// <paramref name="change"/>.</summary>
    [MethodImpl(Inline)]
    public static T ByShell(T weight, T drop, T change, T through) => T.Fma(T.Scale(weight, drop), change, through);
}
