using SurrogateEngine.Kernels.Compartments;
using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Solvers;

/// <summary>An explicit Runge-Kutta method whose last stage is the first of the next step.</summary>
public interface IRungeKutta
{
    /// <summary>Name in scenario files.</summary>
    static abstract string Name { get; }

    /// <summary>Order of the method.</summary>
    static abstract int Order { get; }

    /// <summary>One step from y at t, where <paramref name="k1"/> is f(t, y).</summary>
    static abstract void Step<TLaw, T, TState>(in TLaw law, T t, T h, in TState y, in TState k1, ref ExplicitStep<TState> step)
        where TLaw : unmanaged, ICompartmentLaw<TLaw, T, TState>
        where T : unmanaged, IReal<T>
        where TState : unmanaged, IState<TState, T>;

    /// <summary>The curve of an output within a step, from where it starts, how much it rises and its slopes.</summary>
    static abstract DenseStep<T> Dense<T>(T h, T start, T rise, StageSlopes<T> k) where T : unmanaged, IReal<T>;
}
