using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The stage derivatives of one state in its workspace slot.</summary>
readonly struct SlotDerivatives<T, TWorkspace>(TWorkspace workspace, int state) : IStageDerivatives<T>
    where TWorkspace : struct, IWorkspace<T>
{
    readonly TWorkspace workspace = workspace;
    readonly int state = state;

    public T this[int stage]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TWorkspace r = workspace;
            return r[state, stage];
        }
    }
}
