using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>One explicit step: where it leads, how far off it may be, and the curve between.</summary>
/// <param name="Next">States at the end of the step.</param>
/// <param name="NextRate">f at the end of the step: the first stage of the next one.</param>
/// <param name="Error">Difference to the embedded method.</param>
/// <param name="P">Dense output: see <see cref="DenseStep{T}"/>.</param>
/// <param name="Q">Dense output.</param>
/// <param name="R">Dense output.</param>
public readonly record struct ExplicitStep<TState>(TState Next, TState NextRate, TState Error, TState P, TState Q, TState R);

/// <summary>An explicit Runge-Kutta method whose last stage is the first of the next step.</summary>
public interface IRungeKutta
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>One step from y at t, where <paramref name="k1"/> is f(t, y).</summary>
    static abstract ExplicitStep<TState> Step<TLaw, T, TState>(TLaw law, T t, T h, TState y, TState k1)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>;
}
