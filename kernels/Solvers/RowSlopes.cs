using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>The slopes of one state's stages in its record.</summary>
readonly struct RowSlopes<T, TRows>(TRows rows, int state) : ISlopes<T>
    where TRows : struct, IRows<T>
{
    readonly TRows rows = rows;
    readonly int state = state;

    public T this[int stage]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            TRows r = rows;
            return r[state, stage];
        }
    }
}
