using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>Shows an output one field of the workspace as if it were the states.</summary>
readonly struct FieldView<TModel, T, TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, int field) : ISphereView<T>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    readonly int field = field;

    public T AutonomousPool(int index) => workspace[SphereStates<TModel, T, TWorkspace, TGrid>.FirstPool(grid.Shells) + index, field];

    public T Receptor(int index) => workspace[SphereStates<TModel, T, TWorkspace, TGrid>.FirstReceptor(grid.Shells) + index, field];

    public T Mean(int species)
    {
        T sum = T.FromDouble(0);
        for (int i = 0; i < grid.Shells; i++)
            sum = T.Fma(grid.Volume(i), workspace[i * TModel.Species + species, field], sum);
        return sum;
    }
}

/// <summary>What an output makes of each field of the workspace: of the states, of the stage derivatives.</summary>
readonly struct FieldOutputs<TModel, T, TWorkspace, TGrid>(TModel model, TWorkspace workspace, TGrid grid, int output)
    : IStageDerivatives<T>
    where TModel : unmanaged, ISphereModel<TModel, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TModel model = model;
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    readonly int output = output;

    public T this[int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => model.Output(new FieldView<TModel, T, TWorkspace, TGrid>(workspace, grid, field), output);
    }
}
