using System.Runtime.CompilerServices;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Compartments;

/// <summary>Lets a method's sums read as in its paper.</summary>
public static class StateExtensions
{
    /// <summary>y + k x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TState Add<TState, T>(this TState y, T k, TState x)
        where TState : unmanaged, IState<TState, T>
        where T : unmanaged, IReal<T> => TState.Fma(k, x, y);
}
