using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>The equations of a compartment model, for whoever keeps its states in a workspace.</summary>
struct CompartmentEquations<TModel, T, TState>(TModel model) : IEquations<CompartmentEquations<TModel, T, TState>, T>
    where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    // Not readonly: a call through a readonly field copies the model first.
    TModel model = model;

    public static int Outputs => TModel.Outputs;

    public static int Inputs => TModel.Inputs;

    public static bool DependsOnTime => TModel.DependsOnTime;

    public static StateLayout Layout(int shells) => new(0, 0, TState.Count);

    public static CompartmentEquations<TModel, T, TState> From<TParameters>(TParameters parameters)
        where TParameters : struct, IParameters<T> => new(TModel.From(parameters));

    public void Initialize<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T fresh)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> =>
        TState.Select(fresh, TModel.Dosed(model, model.Start), TState.Load(workspace, 0, 0)).Store(workspace, 0, 0);

    public void Dose<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T atEvent)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T>
    {
        TState y = TState.Load(workspace, 0, 0);
        TState.Select(atEvent, TModel.Dosed(model, y), y).Store(workspace, 0, 0);
    }

    public void Rates<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, T t, int from, int to)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> => model.Rate(t, TState.Load(workspace, 0, from)).Store(workspace, 0, to);

    public T Output<TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, int field, int output)
        where TWorkspace : struct, IWorkspace<T>
        where TGrid : struct, IGrid<T> => model.Output(TState.Load(workspace, 0, field), output);
}
