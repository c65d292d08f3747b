using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Systems;
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

/// <summary>The right-hand side of equations whose states lie in the workspace.</summary>
readonly struct EquationsField<TEquations, T, TWorkspace, TGrid>(TWorkspace workspace, TGrid grid)
    : IRateField<EquationsField<TEquations, T, TWorkspace, TGrid>, T, TWorkspace, TGrid>
    where TEquations : unmanaged, IEquations<TEquations, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;

    public static EquationsField<TEquations, T, TWorkspace, TGrid> Create(TWorkspace workspace, TGrid grid) => new(workspace, grid);

    public void Evaluate<TParameters>(TParameters parameters, T t) where TParameters : struct, IParameters<T> =>
        TEquations.From(parameters).Rates(workspace, grid, t, 0, 1);
}
