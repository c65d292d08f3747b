using SurrogateEngine.Kernels.Numbers;

namespace SurrogateEngine.Kernels.Systems.Compartments;

/// <summary>A model with a handful of states: dy/dt = f(t, y, p).</summary>
public interface ICompartmentModel<TSelf, T, TState>
    where TSelf : unmanaged, ICompartmentModel<TSelf, T, TState>
    where T : unmanaged, IReal<T>
    where TState : unmanaged, IState<TState, T>
{
    /// <summary>Curves the model gives.</summary>
    static abstract int Outputs { get; }

    /// <summary>Outside conditions it depends on: columns of the row behind its parameters, constant between a schedule's events.</summary>
    static virtual int Inputs => 0;

    /// <summary>True if <see cref="Rate"/> looks at the time itself: a Rosenbrock method then needs df/dt to keep its order.</summary>
    static virtual bool DependsOnTime => false;

    /// <summary>The states right after an event, where a dose may have arrived; the model is the one that holds from there on.</summary>
    static virtual TState Dosed(TSelf model, TState y) => y;

    /// <summary>The model at one row of the parameter table.</summary>
    static abstract TSelf From<TParameters>(TParameters parameters) where TParameters : struct, IParameters<T>;

    /// <summary>y(0).</summary>
    TState Start { get; }

    /// <summary>f(t, y, p).</summary>
    TState Rate(T t, TState y);

    /// <summary>One output; a linear function of the states, because it is also applied to increments.</summary>
    T Output(TState y, int output);
}
