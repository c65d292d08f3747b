using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>One explicit step: where it leads, how far off it may be, and the curve between.</summary>
public readonly struct ExplicitStep<TState>(TState next, TState nextRate, TState error, TState p, TState q, TState r) where TState : unmanaged
{
    /// <summary>States at the end of the step.</summary>
    public readonly TState Next = next;

    /// <summary>f at the end of the step: the first stage of the next one.</summary>
    public readonly TState NextRate = nextRate;

    /// <summary>Difference to the embedded method.</summary>
    public readonly TState Error = error;

    /// <summary>Dense output: see <see cref="DenseStep{T}"/>.</summary>
    public readonly TState P = p, Q = q, R = r;
}

/// <summary>An explicit Runge-Kutta method whose last stage is the first of the next step.</summary>
public interface IRungeKutta
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>One step from y at t, where <paramref name="k1"/> is f(t, y).</summary>
    static abstract void Step<TLaw, T, TState>(TLaw law, T t, T h, in TState y, in TState k1, out ExplicitStep<TState> step)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>;
}
