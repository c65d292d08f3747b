using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>One part of the dense step of every state (start, rise, three bends), as if it were the states.</summary>
readonly struct DenseParts<TRows, T, TMethod>(TRows rows, int part) : IRows<T>
    where TRows : struct, IRows<T>
    where T : unmanaged, IReal<T>
    where TMethod : struct, IRosenbrock
{
    readonly TRows rows = rows;
    readonly int part = part;

    public T this[int state, int column]
    {
        get => DenseSums<TMethod, T, TRows>.Part(rows, state, part);
        set
        {
            // Only ever read.
        }
    }
}
