using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;
using SurrogateEngine.Kernels.Solvers;
using SurrogateEngine.Kernels.Systems.Sphere;

namespace SurrogateEngine.Kernels.Systems;

/// <summary>What an output makes of each field of the workspace: of the states, of the stage derivatives.</summary>
readonly struct EquationOutputs<TEquations, T, TWorkspace, TGrid>(TEquations equations, TWorkspace workspace, TGrid grid, int output)
    : IStageDerivatives<T>
    where TEquations : unmanaged, IEquations<TEquations, T>
    where T : unmanaged, IReal<T>
    where TWorkspace : struct, IWorkspace<T>
    where TGrid : struct, IGrid<T>
{
    readonly TEquations equations = equations;
    readonly TWorkspace workspace = workspace;
    readonly TGrid grid = grid;
    readonly int output = output;

    public T this[int field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => equations.Output(workspace, grid, field, output);
    }
}
