using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Multispecies;

/// <summary>The finite volumes of a sphere of any number of species.</summary>
struct MultispeciesEquations<TModel, T, TShell, TPools, TReceptors>(TModel model)
    : ISphereEquations<MultispeciesEquations<TModel, T, TShell, TPools, TReceptors>, T>
    where TModel : unmanaged, IMultispeciesModel<TModel, T, TShell, TPools, TReceptors>
    where T : unmanaged, IReal<T>
    where TShell : unmanaged, IState<TShell, T>
    where TPools : unmanaged, IState<TPools, T>
    where TReceptors : unmanaged, IState<TReceptors, T>
{
    // Not readonly: a call through a readonly field copies the model first.
    TModel model = model;

    public static int Outputs => TModel.Outputs;

    public static int Inputs => TModel.Inputs;

    public static bool DependsOnTime => TModel.DependsOnTime;

    public static int Species => TShell.Count;

    public static int Receptors => TReceptors.Count;

    public static int AutonomousPools => TPools.Count;

    public static StateLayout Layout(int shells) => new(shells, TShell.Count, TReceptors.Count + TPools.Count);

    public static MultispeciesEquations<TModel, T, TShell, TPools, TReceptors> From<TParameters>(TParameters parameters)
        where TParameters : struct, IParameters<T> => new(TModel.From(parameters));

    static int FirstReceptor(int shells) => shells * TShell.Count;

    static int FirstPool(int shells) => FirstReceptor(shells) + TReceptors.Count;

    public void Initialize<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T fresh)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>
    {
        T within = T.FromDouble(0);
        for (int i = 0; i < grid.Shells; i++)
        {
            T half = T.FromDouble(0.5) * grid.Volume(i);
            TShell start = TModel.PlacedShell(model, model.StartShell, within + half);
            int state = i * TShell.Count;
            TShell.Select(fresh, start, TShell.Load(workspace, state, 0)).Store(workspace, state, 0);
            within += half + half;
        }

        int receptor = FirstReceptor(grid.Shells), pool = FirstPool(grid.Shells);
        TReceptors receptors = TModel.DosedReceptors(model, model.StartReceptors);
        TReceptors.Select(fresh, receptors, TReceptors.Load(workspace, receptor, 0)).Store(workspace, receptor, 0);
        TPools pools = TModel.DosedPools(model, model.StartPools);
        TPools.Select(fresh, pools, TPools.Load(workspace, pool, 0)).Store(workspace, pool, 0);
    }

    public void Dose<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T atEvent)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>
    {
        int receptor = FirstReceptor(grid.Shells), pool = FirstPool(grid.Shells);
        TReceptors receptors = TReceptors.Load(workspace, receptor, 0);
        TReceptors.Select(atEvent, TModel.DosedReceptors(model, receptors), receptors).Store(workspace, receptor, 0);
        TPools pools = TPools.Load(workspace, pool, 0);
        TPools.Select(atEvent, TModel.DosedPools(model, pools), pools).Store(workspace, pool, 0);
    }

    public void Rates<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T t, int from, int to)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>
    {
        int last = grid.Shells - 1, receptor = FirstReceptor(grid.Shells), pool = FirstPool(grid.Shells);
        TPools pools = TPools.Load(workspace, pool, from);
        TShell here = TShell.Load(workspace, 0, from), diffusivity = model.Diffusivity(here, pools, t), fluxIn = default;
        for (int i = 0; i < last; i++)
        {
            int state = i * TShell.Count;
            TShell next = TShell.Load(workspace, state + TShell.Count, from), outer = model.Diffusivity(next, pools, t);
            TShell flux = TShell.Scale(T.FromDouble(0.5) * grid.Conductance(i), (diffusivity + outer) * (here - next));
            TShell.Axpy(grid.InverseVolume(i), fluxIn - flux, model.Reaction(here, pools, t)).Store(workspace, state, to);
            (here, diffusivity, fluxIn) = (next, outer, flux);
        }

        TReceptors receptors = TReceptors.Load(workspace, receptor, from);
        TShell released = model.SurfaceFlux(here, TShell.Scale(grid.Conductance(last), diffusivity), receptors, pools, t);
        TShell.Axpy(grid.InverseVolume(last), fluxIn - released, model.Reaction(here, pools, t)).Store(workspace, last * TShell.Count, to);
        model.ReceptorRates(receptors, released, pools, t).Store(workspace, receptor, to);
        model.PoolRates(pools, t).Store(workspace, pool, to);
    }

    public T Output<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, int field, int output)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> =>
        model.Output(new FieldView<MultispeciesEquations<TModel, T, TShell, TPools, TReceptors>, T, TWorkspace, TGrid>(workspace, grid,
            field), output);
}
