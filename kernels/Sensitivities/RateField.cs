using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems.Compartments;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Sensitivities;

/// <summary>A model's right-hand side alone: f(t, y, p) from field 0 of the workspace into field 1.</summary>
interface IRateField<TSelf, T, TWorkspace, TGrid>
    where TSelf : struct, IRateField<TSelf, T, TWorkspace, TGrid>
    where T : unmanaged, IReal<T>
{
    /// <summary>The right-hand side on its memory.</summary>
    static abstract TSelf Create(TWorkspace workspace, TGrid grid);

    /// <summary>Evaluates f.</summary>
    void Evaluate<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>;
}

/// <summary>The right-hand side of a compartment model.</summary>
readonly struct CompartmentField<TModel, T, TState, TWorkspace, TGrid>(TWorkspace workspace)
    : IRateField<CompartmentField<TModel, T, TState, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TModel : unmanaged, ICompartmentModel<TModel, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TWorkspace workspace = workspace;

    public static CompartmentField<TModel, T, TState, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) => new(workspace);

    public void Evaluate<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T> =>
        TModel.From(parameters).Rate(t, TState.Load(workspace, 0, 0)).Store(workspace, 0, 1);
}

/// <summary>The right-hand side of a sphere model.</summary>
readonly struct SphereField<TModel, T, TWorkspace, TGrid>(TWorkspace workspace, TGrid grid)
    : IRateField<SphereField<TModel, T, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;

    public static SphereField<TModel, T, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) => new(workspace, grid);

    public void Evaluate<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T>
    {
        var model = TModel.From(parameters);
        SphereStates<TModel, T, TWorkspace, TGrid>.Rates(ref model, workspace, grid, t, 0, 1);
    }
}
