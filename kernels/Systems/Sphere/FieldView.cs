using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Sphere;

/// <summary>Shows an output one field of the workspace as if it were the states.</summary>
readonly struct FieldView<TEquations, T, TWorkspace, TGrid>(TWorkspace workspace, TGrid grid, int field) : ISphereView<T>
    where TEquations : unmanaged, ISphereEquations<TEquations, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    readonly int field = field;

    public T AutonomousPool(int index) => workspace[grid.Shells * TEquations.Species + TEquations.Receptors + index, field];

    public T Receptor(int index) => workspace[grid.Shells * TEquations.Species + index, field];

    public T Mean(int species)
    {
        T sum = T.FromDouble(0);
        for (int i = 0; i < grid.Shells; i++)
            sum = T.Fma(grid.Volume(i), workspace[i * TEquations.Species + species, field], sum);
        return sum;
    }
}
