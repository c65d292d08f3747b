using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>
/// The states of a sphere in the workspace: shells from the center outward (species by species), then receptors, then autonomous pools;
/// where they start, what a dose does to them and how fast they change. Every method takes the field it works on.
/// </summary>
static class SphereStates<TModel, T, TWorkspace, TGrid>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>States of a trajectory.</summary>
    [MethodImpl(Inline)]
    public static int Count(int shells) => FirstPool(shells) + TModel.AutonomousPools;

    [MethodImpl(Inline)]
    public static int FirstReceptor(int shells) => shells * TModel.Species;

    [MethodImpl(Inline)]
    public static int FirstPool(int shells) => FirstReceptor(shells) + TModel.Receptors;

    /// <summary>One to three neighboring states.</summary>
    [MethodImpl(Inline)]
    static Vec3<R> Load<R, TView>(TView workspace, int state, int count, int field) where R : unmanaged, IReal<R>
        where TView : struct, IWorkspace<R>
    {
        R a = workspace[state, field];
        R b = count > 1 ? workspace[state + 1, field] : default;
        R c = count > 2 ? workspace[state + 2, field] : default;
        return new(a, b, c);
    }

    [MethodImpl(Inline)]
    static void Store<R, TView>(TView workspace, int state, int count, int field, Vec3<R> value)
        where R : unmanaged, IReal<R> where TView : struct, IWorkspace<R>
    {
        workspace[state, field] = value.A;
        if (count > 1)
            workspace[state + 1, field] = value.B;
        if (count > 2)
            workspace[state + 2, field] = value.C;
    }

    /// <summary>Puts the lanes of <paramref name="fresh"/> at the start of their trajectory; the others keep their states.</summary>
    public static void Initialize(ref TModel model, TWorkspace workspace, TGrid grid, T fresh)
    {
        int shells = grid.Shells;
        T within = T.FromDouble(0);
        for (int i = 0; i < shells; i++)
        {
            T half = T.FromDouble(0.5) * grid.Volume(i);
            Put(workspace, i * TModel.Species, TModel.Species, TModel.PlacedShell(model, model.StartShell, within + half), fresh);
            within += half + half;
        }

        Put(workspace, FirstReceptor(shells), TModel.Receptors, TModel.DosedReceptors(model, model.StartReceptors), fresh);
        Put(workspace, FirstPool(shells), TModel.AutonomousPools, TModel.DosedPools(model, model.StartPools), fresh);
    }

    /// <summary>Gives the lanes of <paramref name="atEvent"/> what a dose at an event adds.</summary>
    public static void Dose(ref TModel model, TWorkspace workspace, TGrid grid, T atEvent)
    {
        int receptor = FirstReceptor(grid.Shells), pool = FirstPool(grid.Shells);
        Put(workspace, receptor, TModel.Receptors, TModel.DosedReceptors(model,
            Load<T, TWorkspace>(workspace, receptor, TModel.Receptors, 0)), atEvent);
        Put(workspace, pool, TModel.AutonomousPools, TModel.DosedPools(model,
            Load<T, TWorkspace>(workspace, pool, TModel.AutonomousPools, 0)), atEvent);
    }

    static void Put(TWorkspace workspace, int state, int count, Vec3<T> start, T fresh)
    {
        Vec3<T> now = Load<T, TWorkspace>(workspace, state, count, 0);
        Store(workspace, state, count, 0, new Vec3<T>(T.Select(fresh, start.A, now.A), T.Select(fresh, start.B, now.B),
            T.Select(fresh, start.C, now.C)));
    }

    /// <summary>
    /// f(t, y) of the states in one field, into another: the finite volumes, in plain numbers or, seen through a view of the
    /// workspace, in dual ones.
    /// </summary>
    public static void Rates<R, TView>(ref TModel model, TView workspace, TGrid grid, R t, int from, int to)
        where R : unmanaged, IReal<R>, IOver<R, T>
        where TView : struct, IWorkspace<R>
    {
        int last = grid.Shells - 1, receptor = FirstReceptor(grid.Shells), pool = FirstPool(grid.Shells);
        Vec3<R> pools = Load<R, TView>(workspace, pool, TModel.AutonomousPools, from), shared = model.SharedCoefficients(pools, t);
        Vec3<R> here = Load<R, TView>(workspace, 0, TModel.Species, from), diffusivity = model.Diffusivity(here, shared), fluxIn = default;
        for (int i = 0; i < last; i++)
        {
            int state = i * TModel.Species;
            Vec3<R> next = Load<R, TView>(workspace, state + TModel.Species, TModel.Species, from);
            Vec3<R> outer = TModel.UniformDiffusivity ? diffusivity : model.Diffusivity(next, shared);
            Vec3<R> flux = SphereFace<TModel, T>.Flux(SphereFace<TModel, T>.Weight(grid.Conductance(i)), diffusivity, outer, here - next);
            Store(workspace, state, TModel.Species, to, ShellRate(ref model, here, R.Lift(grid.InverseVolume(i)) * (fluxIn - flux),
                shared));
            (here, diffusivity, fluxIn) = (next, outer, flux);
        }

        Vec3<R> receptors = Load<R, TView>(workspace, receptor, TModel.Receptors, from);
        Vec3<R> released = model.SurfaceFlux(here, R.Lift(grid.Conductance(last)) * diffusivity, receptors, shared);
        Store(workspace, last * TModel.Species, TModel.Species, to,
            ShellRate(ref model, here, R.Lift(grid.InverseVolume(last)) * (fluxIn - released), shared));
        Store(workspace, receptor, TModel.Receptors, to, model.ReceptorRates(receptors, released, pools));
        Store(workspace, pool, TModel.AutonomousPools, to, model.PoolRates(pools, t));
    }

    [MethodImpl(Inline)]
    static Vec3<R> ShellRate<R>(ref TModel model, Vec3<R> here, Vec3<R> diffusion, Vec3<R> shared)
        where R : unmanaged, IReal<R>, IOver<R, T> =>
        TModel.Reacts ? diffusion + model.Reaction(here, shared) : diffusion;
}
